package io.proconsul.agent.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.MemoryDisk;
import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Many callers share one wait for the disk, and a power cut takes nothing that was promised. */
final class WriteBehindTest {
    private static final Path DATA = Path.of("/data");

    private final MemoryDisk disk = new MemoryDisk();
    private final VirtualTime time = new VirtualTime();
    private final Deque<Runnable> later = new ArrayDeque<>();

    private WriteBehind onThreads(Executor threads) {
        return new WriteBehind(disk, DATA, time, threads);
    }

    private static List<FileChange> change(String name, String content) {
        return List.of(new FileChange(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    private String content(String name) {
        return disk.read(DATA.resolve(name))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("(none)");
    }

    private long batchesWritten() {
        return disk.log().stream().filter(line -> line.contains("/journal/")).count();
    }

    @Test
    void a_written_file_is_there_at_once_and_safe_before_the_journal_goes() {
        var done = onThreads(Runnable::run).write(change("services/a", "one"));

        assertThat(done).isCompleted();
        assertThat(content("services/a")).isEqualTo("one");
        time.pass(WriteBehind.SETTLING);
        assertThat(disk.files()).containsExactly(DATA.resolve("services/a"));
        disk.powerCut();
        assertThat(content("services/a")).isEqualTo("one");
    }

    @Test
    void while_the_disk_refuses_to_force_the_journal_stays_and_it_is_tried_again() {
        WriteBehind files = onThreads(Runnable::run);
        assertThat(files.write(change("services/a", "one"))).isCompleted();
        disk.refuseFrom(1);
        time.pass(WriteBehind.SETTLING);
        assertThat(disk.list(DATA.resolve("agent/journal"))).hasSize(1);

        disk.work();
        time.pass(WriteBehind.SETTLING);

        assertThat(disk.files()).containsExactly(DATA.resolve("services/a"));
    }

    @Test
    void who_comes_while_the_disk_is_busy_shares_one_batch() {
        WriteBehind files = onThreads(later::add);
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            done.add(files.write(change("services/" + i, "x")));
        }
        assertThat(later).hasSize(1);

        later.remove().run();

        assertThat(done).allMatch(CompletableFuture::isDone);
        assertThat(batchesWritten()).isEqualTo(1);
    }

    @Test
    void the_last_change_of_a_file_wins_also_a_deletion() {
        WriteBehind files = onThreads(later::add);
        var _ = files.write(change("a", "one"));
        var _ = files.write(change("a", "two"));
        var _ = files.write(change("b", "one"));
        var _ = files.write(List.of(new FileChange("b", null)));

        later.remove().run();

        assertThat(content("a")).isEqualTo("two");
        assertThat(content("b")).isEqualTo("(none)");
    }

    @Test
    void wherever_the_power_goes_what_was_promised_is_there_again() throws IOException {
        int steps = 0;
        for (boolean refused = true; refused; steps++) {
            MemoryDisk cut = new MemoryDisk();
            WriteBehind files = new WriteBehind(cut, DATA, time, Runnable::run);
            cut.refuseFrom(steps + 1);
            var first = files.write(change("a", "one"));
            var second = files.write(change("a", "two"));
            var third = files.write(List.of(new FileChange("a", null)));
            time.pass(WriteBehind.SETTLING);
            refused =
                    !cut.list(DATA.resolve("agent/journal")).isEmpty()
                            || !third.isDone()
                            || third.isCompletedExceptionally();

            cut.powerCut();
            new WriteBehind(cut, DATA, time, Runnable::run).recover();

            String now = cut.read(DATA.resolve("a")).map(String::new).orElse("(none)");
            List<String> allowed = new ArrayList<>(List.of("one", "two", "(none)"));
            if (third.isDone() && !third.isCompletedExceptionally()) {
                allowed = List.of("(none)");
            } else if (!second.isCompletedExceptionally()) {
                allowed = List.of("two", "(none)");
            } else if (!first.isCompletedExceptionally()) {
                allowed.removeLast();
            }
            assertThat(allowed).as("refused from step %d", steps).contains(now);
            assertThat(cut.list(DATA.resolve("agent/journal"))).isEmpty();
        }
        assertThat(steps).isGreaterThan(5);
    }

    @Test
    void a_file_that_cannot_be_replaced_is_repeated_at_the_next_start() throws IOException {
        WriteBehind files = onThreads(Runnable::run);
        disk.refuseFrom(2); // the batch comes through, the file does not

        assertThat(files.write(change("services/a", "one"))).isCompleted();
        disk.work();
        assertThat(files.write(change("services/b", "one"))).isCompleted();
        time.pass(WriteBehind.SETTLING);
        onThreads(Runnable::run).recover();

        assertThat(content("services/a")).isEqualTo("one");
        assertThat(content("services/b")).isEqualTo("one");
    }

    @Test
    void a_disk_that_refuses_refuses_the_caller_and_works_again_later() {
        WriteBehind files = onThreads(Runnable::run);
        disk.refuseFrom(1);
        assertThat(files.write(change("a", "one"))).isCompletedExceptionally();

        disk.work();

        assertThat(files.write(change("a", "two"))).isCompleted();
        assertThat(content("a")).isEqualTo("two");
    }

    @Test
    void what_was_cut_off_while_it_was_written_is_passed_over() throws IOException {
        Path journal = DATA.resolve("agent/journal");
        WriteBehind files = onThreads(Runnable::run);
        assertThat(files.write(change("services/a", "one"))).isCompleted();
        disk.refuseFrom(1);
        assertThat(files.write(change("services/a", "two"))).isCompletedExceptionally();
        disk.work();
        assertThat(files.write(change("services/b", "one"))).isCompleted();
        assertThat(disk.list(journal)).hasSize(2);
        disk.write(journal.resolve("0000000000000000009.tmp"), new byte[] {1, 2});

        disk.powerCut();
        onThreads(Runnable::run).recover();

        assertThat(content("services/a")).isEqualTo("one");
        assertThat(content("services/b")).isEqualTo("one");
    }

    @Test
    void a_changed_byte_ends_what_is_believed() throws IOException {
        WriteBehind files = onThreads(Runnable::run);
        assertThat(files.write(change("services/a", "one"))).isCompleted();
        assertThat(files.write(change("services/a", "two"))).isCompleted();
        Path segment = disk.list(DATA.resolve("agent/journal")).getFirst();
        byte[] bytes = disk.read(segment).orElseThrow().clone();
        bytes[bytes.length - 1] ^= 1;
        disk.write(segment, bytes);

        disk.powerCut();
        onThreads(Runnable::run).recover();

        assertThat(content("services/a")).isEqualTo("one");
    }

    @Test
    void more_callers_than_may_wait_are_refused() {
        WriteBehind files = onThreads(later::add);
        for (int i = 0; i < WriteBehind.MAX_WAITING; i++) {
            assertThat(files.write(change("a", "x"))).isNotDone();
        }

        assertThat(files.write(change("a", "x"))).isCompletedExceptionally();
    }

    @Test
    void stopping_waits_for_what_was_taken_and_takes_no_more() {
        WriteBehind files = onThreads(later::add);
        var done = files.write(change("a", "one"));

        var stopped = files.stop();
        assertThat(stopped).isNotDone();
        assertThat(files.write(change("b", "one"))).isCompletedExceptionally();
        later.remove().run();

        assertThat(done).isCompleted();
        assertThat(stopped).isCompleted();
    }
}
