package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class SleepAwareClockTest {
    private long nanos = 7;
    private Instant wall = Instant.parse("2026-01-02T15:04:05Z");

    private final SleepAwareClock clock =
            new SleepAwareClock(
                    new Clock() {
                        @Override
                        public long nanos() {
                            return nanos;
                        }

                        @Override
                        public Instant now() {
                            return wall;
                        }
                    });

    private Duration since(long before) {
        return Duration.ofNanos(clock.nanos() - before);
    }

    @Test
    void it_runs_like_the_clock_for_measuring() {
        long before = clock.nanos();
        nanos += 3_000_000;
        wall = wall.plusMillis(3);
        assertThat(since(before)).isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void it_goes_on_while_the_machine_sleeps() {
        long before = clock.nanos();
        wall = wall.plusSeconds(60);
        assertThat(since(before)).isEqualTo(Duration.ofMinutes(1));
        nanos += 5;
        assertThat(since(before)).isEqualTo(Duration.ofMinutes(1).plusNanos(5));
    }

    @Test
    void it_never_goes_back_when_somebody_sets_the_wall_clock() {
        long before = clock.nanos();
        wall = wall.minusSeconds(3_600);
        nanos += 5;
        assertThat(since(before)).isEqualTo(Duration.ofNanos(5));
    }
}
