package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.DurableEngineConformance;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineEvent.Fatal;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Observer;
import io.proconsul.raft.Peer;
import io.proconsul.raft.PeerLink;
import io.proconsul.raft.Register;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

class RatisEngineTest extends DurableEngineConformance {
    private static final long ENOUGH_BYTES = 1L << 40;

    /** Its thread is a daemon and ends with the tests. */
    private static final Timers TIMERS = Timers.system("raft-test-timers");

    private final RefusingDisk disk = new RefusingDisk(Disk.system());

    @Override
    protected ConsensusEngine engine(Path folder, Fsm fsm, Consumer<EngineEvent> listener) {
        return new RatisEngine(
                RatisSettings.lan(SELF, folder).withSnapshotEvery(SNAPSHOT_ENTRIES, ENOUGH_BYTES),
                fsm,
                PeerLink.none(),
                listener,
                disk,
                Clock.system(),
                TIMERS,
                Chance.seeded(1));
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> String.valueOf(file.getFileName()).contains(part))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private Path openLogFile() throws IOException {
        return files("log_inprogress_").getFirst();
    }

    private List<Path> snapshots() throws IOException {
        return files("snapshot-").stream()
                .sorted(Comparator.comparingLong(file -> Snapshot.of(file).orElseThrow().index()))
                .toList();
    }

    @Test
    void an_entry_that_was_being_written_when_the_power_went_is_cut_off() throws Exception {
        proposeAll("c", 10);
        Path left = temp.resolve("torn");
        copy(folder, left);
        engine.close();
        folder = left;
        // The start of an eleventh entry, and zeros where its end never reached the disk.
        int end = LogFile.end(openLogFile());
        try (RandomAccessFile file = new RandomAccessFile(openLogFile().toFile(), "rw")) {
            file.seek(end);
            file.write(new byte[] {100, 8, 1, 16, 11, 'h', 'a', 'l', 'f'});
        }

        restart();

        assertThat(register.commands()).isEqualTo(numbered("c", 10));
        assertThat(propose("next")).isEqualTo(new Register.Outcome(10, "next"));
    }

    @Test
    void damage_before_the_end_of_the_log_is_not_repaired_but_told() throws Exception {
        proposeAll("command-with-some-length-", 10);
        Path left = temp.resolve("damaged");
        copy(folder, left);
        engine.close();
        folder = left;
        Path log = openLogFile();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(LogFile.end(log) / 2);
            file.write("damage".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(this::restart)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(log.toString())
                .hasMessageContaining("damaged at byte");
    }

    @Test
    void two_snapshots_are_kept_and_the_log_from_the_older_on() throws Exception {
        for (int i = 0; i < 5; i++) {
            propose("c" + i);
            get(engine.requestSnapshot());
        }

        assertThat(snapshots()).hasSize(2);
        assertThat(Snapshot.of(snapshots().getLast()).orElseThrow().index())
                .isEqualTo(engine.status().lastSnapshotIndex());
    }

    @Test
    void what_two_snapshots_hold_leaves_the_log() throws Exception {
        String filler = repeated('z', 500_000);
        for (int i = 0; i < 40; i++) {
            propose(i + filler);
        }
        int before = files("log_").size();
        get(engine.requestSnapshot());
        propose("one");
        get(engine.requestSnapshot());

        assertThat(before).isGreaterThan(2);
        assertThat(files("log_")).hasSizeLessThan(before);
        restart();
        assertThat(register.commands()).hasSize(41).endsWith("one");
    }

    @Test
    void a_damaged_snapshot_is_passed_over_for_the_one_before() throws Exception {
        propose("one");
        get(engine.requestSnapshot());
        propose("two");
        get(engine.requestSnapshot());
        propose("three");
        engine.close();
        flipOneByte(snapshots().getLast());

        restart();

        assertThat(register.commands()).containsExactly("one", "two", "three");
    }

    @Test
    void a_snapshot_that_was_being_written_is_passed_over_and_goes_away() throws Exception {
        propose("one");
        get(engine.requestSnapshot());
        engine.close();
        Path whole = snapshots().getLast();
        Path half = whole.resolveSibling("snapshot-1-999999.tmp");
        Files.write(half, new byte[] {1, 2, 3});

        restart();

        assertThat(register.commands()).containsExactly("one");
        propose("two");
        get(engine.requestSnapshot());
        assertThat(half).doesNotExist();
    }

    @Test
    void when_no_snapshot_can_be_read_the_start_fails_and_names_each() throws Exception {
        propose("one");
        get(engine.requestSnapshot());
        engine.close();
        Path snapshot = snapshots().getLast();
        flipOneByte(snapshot);

        assertThatThrownBy(this::restart)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(snapshot.toString())
                .hasMessageContaining("checksum");
    }

    @Test
    void a_gap_between_snapshot_and_log_is_found_at_the_start() throws Exception {
        String filler = repeated('z', 500_000);
        for (int i = 0; i < 40; i++) {
            propose(i + filler);
        }
        engine.close();
        Path first =
                files("log_").stream()
                        .filter(file -> String.valueOf(file.getFileName()).startsWith("log_0-"))
                        .findFirst()
                        .orElseThrow();
        for (Path snapshot : snapshots()) {
            Files.delete(snapshot);
        }
        Files.delete(first);

        assertThatThrownBy(this::restart)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begins at entry");
    }

    private static void flipOneByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void a_folder_that_cannot_be_made_fails_the_start_with_path_and_cause() throws Exception {
        Path file = Files.createFile(temp.resolve("a-file"));
        Path impossible = file.resolve("raft");
        ConsensusEngine other = engine(impossible, new Register(), event -> {});

        assertThatThrownBy(() -> other.start(List.of(SELF)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(impossible.toString());
    }

    @Test
    void a_second_engine_on_the_same_folder_fails_to_start() throws Exception {
        ConsensusEngine second = engine(folder, new Register(), event -> {});

        assertThatThrownBy(() -> second.start(List.of(SELF)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("locked");
        assertThat(propose("still works")).isEqualTo(new Register.Outcome(0, "still works"));
    }

    @Test
    void when_the_log_cannot_be_written_the_engine_stops_and_says_where_and_why() throws Exception {
        propose("one");
        Files.move(folder.resolve(groupFolder()), temp.resolve("moved"));
        String filler = repeated('z', 500_000);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 40; i++) {
                                propose(i + filler);
                            }
                        })
                .cause()
                .isInstanceOf(ConsensusException.Stopped.class)
                .hasMessageContaining(folder.toString());
        assertThat(observer.await(Fatal.class).cause()).hasMessageContaining(folder.toString());
    }

    @Test
    void nothing_acknowledged_is_lost_when_the_log_cannot_be_written_any_more() throws Exception {
        Path moved = temp.resolve("moved");
        String filler = repeated('z', 500_000);
        propose("one");
        Files.move(folder.resolve(groupFolder()), moved.resolveSibling("moved"));
        int acknowledged = 1;
        try {
            while (true) {
                propose(acknowledged + filler);
                acknowledged++;
            }
        } catch (ExecutionException stopped) {
            assertThat(stopped).hasCauseInstanceOf(ConsensusException.Stopped.class);
        }
        engine.close();
        folder = temp.resolve("again");
        Files.createDirectories(folder);
        Files.move(moved, folder.resolve(groupFolder()));

        restart();

        assertThat(register.commands()).hasSizeGreaterThanOrEqualTo(acknowledged);
    }

    private static String groupFolder() {
        return RatisEngine.GROUP.getUuid().toString();
    }

    @Test
    void a_snapshot_that_cannot_be_written_is_told_and_the_log_goes_on() throws Exception {
        propose("one");
        disk.refuse("No space left on device");

        assertThatThrownBy(() -> get(engine.requestSnapshot()))
                .cause()
                .isInstanceOf(ConsensusException.Refused.class)
                .hasMessageContaining("No space left on device");
        assertThat(propose("two")).isEqualTo(new Register.Outcome(1, "two"));
        disk.allow();
        assertThat(get(engine.requestSnapshot())).isPositive();
    }

    @Test
    void the_founders_must_include_the_server() {
        ConsensusEngine other = engine(temp.resolve("other"), register, observer);
        assertThatThrownBy(() -> other.start(List.of(new Peer("other", "a:1", true))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(SELF.id());
    }

    @Test
    void a_listener_that_proposes_as_soon_as_it_leads_is_served() throws Exception {
        engine.close();
        Observer outcomes = new Observer();
        Register own = new Register();
        ConsensusEngine[] itself = new ConsensusEngine[1];
        itself[0] =
                engine(
                        temp.resolve("eager"),
                        own,
                        event -> {
                            if (event instanceof EngineEvent.LeadershipGained) {
                                var _ =
                                        itself[0]
                                                .propose(Register.command("at once"))
                                                .thenRun(() -> outcomes.accept(event));
                            }
                        });
        itself[0].start(List.of(SELF));
        outcomes.await(EngineEvent.LeadershipGained.class);
        itself[0].close();

        assertThat(own.commands()).containsExactly("at once");
    }
}
