package io.proconsul.server.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LockDelaysTest {
    private final VirtualTime time = new VirtualTime();
    private final LockDelays delays = new LockDelays(time);

    @Test
    void a_key_cannot_be_locked_until_its_delay_is_over() {
        delays.start("lock", Duration.ofSeconds(15));
        time.pass(Duration.ofMillis(14_999));
        assertThat(delays.holds("lock")).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(delays.holds("lock")).isFalse();
    }

    @Test
    void other_keys_are_free() {
        delays.start("lock", Duration.ofSeconds(15));
        assertThat(delays.holds("lock/2")).isFalse();
    }

    @Test
    void a_delay_above_a_minute_counts_as_a_minute() {
        delays.start("lock", Duration.ofHours(1));
        time.pass(Duration.ofSeconds(60));
        assertThat(delays.holds("lock")).isFalse();
    }

    @Test
    void no_delay_is_no_delay() {
        delays.start("lock", Duration.ZERO);
        assertThat(delays.holds("lock")).isFalse();
        assertThat(delays.size()).isZero();
    }

    @Test
    void delays_that_are_over_do_not_pile_up() {
        for (int i = 0; i < 100_000; i++) {
            delays.start("key" + i, Duration.ofSeconds(1));
            time.pass(Duration.ofMillis(1));
        }
        assertThat(delays.size()).isLessThan(4_000);
    }
}
