package io.proconsul.server.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class TombstoneClockTest {
    private final VirtualTime time = new VirtualTime();
    private final List<Long> reaped = new ArrayList<>();
    private final TombstoneClock clock =
            new TombstoneClock(
                    time,
                    time,
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(30),
                    index -> {
                        reaped.add(index);
                        return CompletableFuture.completedFuture(null);
                    });

    @Test
    void a_deletion_is_forgotten_after_its_time_and_not_before() {
        clock.start(1);
        time.pass(Duration.ofMinutes(1));
        clock.deletedAt(7);
        time.pass(Duration.ofMinutes(15).minusMillis(1));
        assertThat(reaped).containsExactly(1L);
        time.pass(Duration.ofSeconds(31));
        assertThat(reaped).containsExactly(1L, 7L);
    }

    @Test
    void deletions_of_the_same_half_minute_are_forgotten_together() {
        clock.start(1);
        time.pass(Duration.ofMinutes(1));
        for (int index = 10; index < 1_000; index++) {
            clock.deletedAt(index);
        }
        assertThat(time.pending()).isEqualTo(2);
        time.pass(Duration.ofMinutes(16));
        assertThat(reaped).containsExactly(1L, 999L);
    }

    @Test
    void a_steady_stream_of_deletions_keeps_few_timers() {
        clock.start(1);
        for (int index = 2; index < 40_000; index++) {
            clock.deletedAt(index);
            time.pass(Duration.ofMillis(100));
            assertThat(time.pending()).isLessThanOrEqualTo(32);
        }
        assertThat(reaped).isSorted().hasSizeGreaterThan(90);
    }

    @Test
    void a_server_that_no_longer_leads_forgets_nothing() {
        clock.start(1);
        clock.stop();
        clock.deletedAt(5);
        time.pass(Duration.ofHours(1));
        assertThat(reaped).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_failed_attempt_is_made_good_by_the_next() {
        var failing =
                new TombstoneClock(
                        time,
                        time,
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(30),
                        index -> {
                            reaped.add(index);
                            return CompletableFuture.failedFuture(
                                    new IllegalStateException("not the leader"));
                        });
        failing.start(1);
        time.pass(Duration.ofMinutes(1));
        failing.deletedAt(7);
        time.pass(Duration.ofHours(1));
        assertThat(reaped).containsExactly(1L, 7L);
    }
}
