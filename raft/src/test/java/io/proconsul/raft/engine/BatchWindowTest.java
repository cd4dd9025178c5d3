package io.proconsul.raft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BatchWindowTest {
    private final VirtualTime time = new VirtualTime();
    private final BatchWindow window = new BatchWindow(time, time);
    private int asked;

    private void round(Duration length, int commands, int waiting) {
        window.sent();
        time.pass(length);
        window.applied(commands, waiting);
    }

    private boolean holds(int waiting) {
        return window.holds(waiting, () -> asked++);
    }

    @Test
    void the_first_command_goes_at_once() {
        assertThat(holds(1)).isFalse();
    }

    @Test
    void a_client_alone_goes_at_once() {
        round(Duration.ofMillis(2), 1, 0);
        assertThat(holds(1)).isFalse();
    }

    @Test
    void half_a_crowd_waits_for_the_other_half() {
        round(Duration.ofMillis(2), 32, 32);
        assertThat(holds(32)).isTrue();
        assertThat(holds(55)).isTrue();
        assertThat(holds(56)).isFalse();
    }

    @Test
    void when_nobody_comes_a_quarter_of_a_round_is_lost() {
        round(Duration.ofMillis(4), 32, 32);
        assertThat(holds(32)).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(asked).isEqualTo(1);
        assertThat(holds(32)).isFalse();
    }

    @Test
    void it_waits_on_while_they_come_quickly() {
        round(Duration.ofMillis(2), 32, 32);
        for (int waiting = 32; waiting < 50; waiting++) {
            assertThat(holds(waiting)).isTrue();
            time.pass(Duration.ofNanos(30_000));
        }
        assertThat(time.nanos()).isGreaterThan(Duration.ofNanos(2_500_000).toNanos());
        time.pass(Duration.ofNanos(50_000));
        assertThat(holds(49)).isFalse();
    }

    @Test
    void it_does_not_wait_for_those_who_come_as_slowly_as_ever() {
        round(Duration.ofMillis(2), 10, 10);
        time.pass(Duration.ofNanos(450_000));
        assertThat(holds(11)).isTrue();
        time.pass(Duration.ofNanos(200_000));
        assertThat(holds(11)).isFalse();
    }

    @Test
    void nobody_waits_longer_than_the_bound() {
        round(Duration.ofSeconds(1), 500, 500);
        int waiting = 500;
        Duration step = BatchWindow.MOST.dividedBy(100);
        for (int i = 0; i < 100; i++) {
            assertThat(holds(waiting++)).isTrue();
            time.pass(step);
        }
        assertThat(holds(waiting)).isFalse();
    }

    @Test
    void the_first_after_a_pause_goes_at_once() {
        round(Duration.ofMillis(2), 32, 32);
        time.pass(Duration.ofMillis(10));
        assertThat(holds(1)).isFalse();
    }

    @Test
    void an_entry_that_goes_calls_the_wake_up_off() {
        round(Duration.ofMillis(2), 32, 32);
        assertThat(holds(32)).isTrue();
        window.sent();
        assertThat(time.pending()).isZero();
    }
}
