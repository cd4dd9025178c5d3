package io.proconsul.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Script checks with a real shell; the outputs were recorded of the genuine agent. */
final class ScriptProbeTest {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    @TempDir Path folder;

    private static Outcome run(Duration timeout, int keep, String... args)
            throws InterruptedException {
        return new ScriptProbe(List.of(args), timeout, keep, THREADS).run();
    }

    private static Outcome sh(String script) throws InterruptedException {
        return run(Duration.ofSeconds(10), 4096, "sh", "-c", script);
    }

    @Test
    void the_exit_code_decides_and_both_outputs_are_kept() throws InterruptedException {
        assertThat(sh("echo out; echo err >&2")).isEqualTo(Outcome.passing("out\nerr\n"));
        assertThat(sh("echo w; exit 1")).isEqualTo(Outcome.warning("w\n"));
        assertThat(sh("echo c; exit 2")).isEqualTo(Outcome.critical("c\n"));
        assertThat(sh("kill -9 $$")).isEqualTo(Outcome.critical(""));
    }

    @Test
    void only_the_end_of_a_long_output_is_kept() throws InterruptedException {
        assertThat(run(Duration.ofSeconds(10), 10, "sh", "-c", "echo 12345678901234567890"))
                .isEqualTo(Outcome.passing("Captured 10 of 21 bytes\n...\n234567890\n"));
    }

    @Test
    void what_cannot_be_started_is_explained() throws InterruptedException {
        Duration timeout = Duration.ofSeconds(10);

        assertThat(run(timeout, 99, "/no/such/prog").output())
                .isEqualTo("fork/exec /no/such/prog: no such file or directory");
        assertThat(run(timeout, 99, "nosuchprog").output())
                .isEqualTo("exec: \"nosuchprog\": executable file not found in $PATH");
        assertThat(run(timeout, 99, "/etc").output())
                .isEqualTo("fork/exec /etc: permission denied");
    }

    @Test
    void when_the_time_is_up_all_it_started_is_killed() throws InterruptedException, IOException {
        Path alive = folder.resolve("alive");
        String script =
                "(trap '' HUP; while :; do echo x >> %s; sleep 0.02; done) & echo begun; wait"
                        .formatted(alive);

        Outcome outcome = run(Duration.ofMillis(200), 99, "sh", "-c", script);

        assertThat(outcome)
                .isEqualTo(Outcome.critical("Timed out (200ms) running check\n\nbegun\n"));
        long size = Files.size(alive);
        assertThat(run(Duration.ofSeconds(9), 9, "sh", "-c", "sleep 0.1").status())
                .isEqualTo("passing");
        assertThat(Files.size(alive)).isEqualTo(size);
    }

    @Test
    void a_program_that_leaves_others_behind_has_not_ended() throws InterruptedException {
        assertThat(run(Duration.ofMillis(200), 99, "sh", "-c", "sleep 100 & echo hi").output())
                .isEqualTo("Timed out (200ms) running check\n\nhi\n");
    }

    @Test
    void whoever_lets_go_of_the_output_is_not_waited_for() throws InterruptedException {
        assertThat(sh("sleep 20 > /dev/null 2>&1 & echo hi")).isEqualTo(Outcome.passing("hi\n"));
    }

    @Test
    void what_is_written_after_the_program_has_gone_still_counts() throws InterruptedException {
        assertThat(sh("(sleep 0.1; echo late) & echo early"))
                .isEqualTo(Outcome.passing("early\nlate\n"));
    }

    @Test
    void a_silent_program_that_takes_too_long_says_only_that() throws InterruptedException {
        assertThat(run(Duration.ofMillis(1500), 99, "sleep", "100").output())
                .isEqualTo("Timed out (1.5s) running check");
    }
}
