package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.raft.EngineEvent.LeadershipGained;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an engine with a disk does besides: it remembers. */
public abstract class DurableEngineConformance extends EngineConformance {
    /** So few that tests meet snapshots. */
    protected static final int SNAPSHOT_ENTRIES = 20;

    @TempDir protected Path temp;

    /** Where the engine of the test lives. */
    protected Path folder;

    private final List<ConsensusEngine> abandoned = new ArrayList<>();

    /** A new engine on that folder, not started, that writes a snapshot now and then. */
    protected abstract ConsensusEngine engine(Path folder, Fsm fsm, Consumer<EngineEvent> listener);

    @Override
    protected ConsensusEngine engine(Fsm fsm, Consumer<EngineEvent> listener) throws Exception {
        return engine(Files.createTempDirectory(temp, "other"), fsm, listener);
    }

    @Override
    @BeforeEach
    void start() throws Exception {
        folder = temp.resolve("raft");
        begin();
    }

    @AfterEach
    void stopAbandoned() {
        abandoned.forEach(ConsensusEngine::close);
    }

    private void begin() throws Exception {
        register = new Register();
        observer = new Observer();
        engine = engine(folder, register, observer);
        engine.start(List.of(SELF));
        observer.await(LeadershipGained.class);
    }

    /** Stops the engine and starts another with an empty register in its place. */
    protected void restart() throws Exception {
        engine.close();
        begin();
    }

    /** What a process that was killed leaves behind, and another that starts there. */
    protected void crashAndRestart() throws Exception {
        Path left = Files.createTempDirectory(temp, "crashed");
        copy(folder, left);
        abandoned.add(engine);
        folder = left;
        begin();
    }

    protected static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    copyIfThere(file, copy);
                }
            }
        }
    }

    /** A snapshot that is finished just now makes old files go away. */
    private static void copyIfThere(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(copy);
        }
    }

    protected void proposeAll(String prefix, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            propose(prefix + i);
        }
    }

    protected static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void a_restart_brings_everything_back_before_leadership_is_told() throws Exception {
        proposeAll("c", 10);
        long term = engine.status().term();

        restart();

        assertThat(register.commands()).isEqualTo(numbered("c", 10));
        assertThat(engine.status().term()).isGreaterThan(term);
        assertThat(propose("next")).isEqualTo(new Register.Outcome(10, "next"));
    }

    @Test
    void a_crash_loses_nothing_that_was_acknowledged() throws Exception {
        proposeAll("c", 10);

        crashAndRestart();

        assertThat(register.commands()).isEqualTo(numbered("c", 10));
    }

    @Test
    void crash_after_crash_nothing_is_lost_and_nothing_comes_twice() throws Exception {
        List<String> all = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            String prefix = "round-%d-".formatted(round);
            proposeAll(prefix, 15);
            all.addAll(numbered(prefix, 15));

            crashAndRestart();

            assertThat(register.commands()).isEqualTo(all);
        }
    }

    @Test
    void large_commands_survive_a_crash() throws Exception {
        String large = repeated('y', 2_000_000);
        propose(large);
        propose("small");

        crashAndRestart();

        assertThat(register.commands()).containsExactly(large, "small");
    }

    @Test
    void a_snapshot_spares_the_log_before_it_at_the_next_start() throws Exception {
        proposeAll("c", 10);
        long index = get(engine.requestSnapshot());
        assertThat(engine.status().lastSnapshotIndex()).isEqualTo(index);
        assertThat(engine.status().lastSnapshotTerm()).isEqualTo(engine.status().term());
        propose("after");

        restart();

        assertThat(register.installs()).isEqualTo(1);
        assertThat(engine.status().lastSnapshotIndex()).isEqualTo(index);
        assertThat(register.commands()).startsWith("c0").hasSize(11).endsWith("after");
    }

    @Test
    void snapshots_are_written_by_themselves_after_so_many_entries() throws Exception {
        proposeAll("c", 3 * SNAPSHOT_ENTRIES);

        restart();

        assertThat(register.installs()).isEqualTo(1);
        assertThat(register.commands()).isEqualTo(numbered("c", 3 * SNAPSHOT_ENTRIES));
    }

    @Test
    void commands_are_applied_while_a_snapshot_is_being_written() throws Exception {
        propose("before");
        CountDownLatch hold = register.holdSnapshots();
        CompletableFuture<Long> snapshot = engine.requestSnapshot();
        proposeAll("c", 2 * SNAPSHOT_ENTRIES);
        assertThat(snapshot).isNotDone();

        hold.countDown();

        long written = get(snapshot);
        assertThat(written).isLessThan(engine.status().appliedIndex());
        restart();
        assertThat(register.commands()).hasSize(1 + 2 * SNAPSHOT_ENTRIES);
    }

    @Test
    void a_snapshot_that_is_asked_for_holds_what_was_acknowledged_before() throws Exception {
        CountDownLatch hold = register.holdSnapshots();
        propose("one");
        CompletableFuture<Long> first = engine.requestSnapshot();
        propose("two");
        long applied = engine.status().appliedIndex();
        CompletableFuture<Long> second = engine.requestSnapshot();
        hold.countDown();

        assertThat(get(first)).isLessThanOrEqualTo(get(second));
        assertThat(get(second)).isGreaterThanOrEqualTo(applied);
    }

    @Test
    void when_nothing_happened_since_the_last_snapshot_is_as_good_as_a_new_one() throws Exception {
        propose("one");
        long first = get(engine.requestSnapshot());

        assertThat(get(engine.requestSnapshot())).isEqualTo(first);
    }
}
