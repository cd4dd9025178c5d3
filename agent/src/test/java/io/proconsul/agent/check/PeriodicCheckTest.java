package io.proconsul.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** When checks run and which of their outcomes are told. */
final class PeriodicCheckTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> told = new ArrayList<>();
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private int runs;

    private Outcome run() {
        runs++;
        return outcomes.isEmpty() ? Outcome.passing("") : outcomes.remove();
    }

    private PeriodicCheck check(Duration interval, int successes, int failures) {
        return new PeriodicCheck(
                "c",
                interval,
                this::run,
                new Thresholds(successes, failures),
                (id, status, output) -> told.add(status),
                time,
                Runnable::run,
                Chance.seeded(3));
    }

    @Test
    void the_first_run_comes_within_the_interval_and_then_one_each() {
        check(Duration.ofSeconds(10), 0, 0).start();
        assertThat(runs).isZero();

        time.pass(Duration.ofSeconds(10));
        assertThat(runs).isEqualTo(1);
        time.pass(Duration.ofSeconds(50));

        assertThat(runs).isEqualTo(6);
    }

    @Test
    void no_check_runs_more_often_than_every_second() {
        check(Duration.ofMillis(1), 0, 0).start();

        time.pass(Duration.ofSeconds(10));

        assertThat(runs).isEqualTo(10);
    }

    @Test
    void a_stopped_check_neither_runs_nor_tells() {
        PeriodicCheck check = check(Duration.ofSeconds(1), 0, 0);
        check.start();
        time.pass(Duration.ofSeconds(1));

        check.stop();
        time.pass(Duration.ofMinutes(1));

        assertThat(runs).isEqualTo(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_run_that_ends_after_the_stop_is_not_told() {
        List<Runnable> later = new ArrayList<>();
        PeriodicCheck check =
                new PeriodicCheck(
                        "c",
                        Duration.ofSeconds(1),
                        this::run,
                        new Thresholds(0, 0),
                        (id, status, output) -> told.add(status),
                        time,
                        later::add,
                        Chance.seeded(3));
        check.start();
        time.pass(Duration.ofSeconds(1));

        check.stop();
        later.forEach(Runnable::run);

        assertThat(told).isEmpty();
    }

    @Test
    void a_probe_that_breaks_is_run_again() {
        PeriodicCheck check =
                new PeriodicCheck(
                        "c",
                        Duration.ofSeconds(1),
                        () -> {
                            runs++;
                            throw new IllegalStateException("broken on purpose");
                        },
                        new Thresholds(0, 0),
                        (id, status, output) -> told.add(status),
                        time,
                        Runnable::run,
                        Chance.seeded(3));
        check.start();

        time.pass(Duration.ofSeconds(3));

        assertThat(runs).isEqualTo(3);
        assertThat(told).isEmpty();
    }

    @Test
    void outcomes_count_only_when_they_come_often_enough_in_a_row() {
        for (String outcome : "cpcccppwp".split("")) {
            outcomes.add(
                    switch (outcome) {
                        case "c" -> Outcome.critical("");
                        case "w" -> Outcome.warning("");
                        default -> Outcome.passing("");
                    });
        }
        check(Duration.ofSeconds(1), 3, 2).start();

        time.pass(Duration.ofSeconds(9));

        assertThat(told).containsExactly("critical", "critical", "warning", "passing");
    }
}
