package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PaceTest {
    private final Pace pace = new Pace(Duration.ofMillis(500));
    private long now;

    private void silence(Duration length) {
        now += length.toNanos();
        pace.silence(length.toNanos(), now);
    }

    @Test
    void on_a_quiet_network_it_is_the_election_timeout() {
        for (int i = 0; i < 100; i++) {
            silence(Duration.ofMillis(250));
        }
        assertThat(pace.patience()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void pauses_make_it_longer_within_bounds() {
        silence(Duration.ofMillis(600));
        assertThat(pace.patience()).isEqualTo(Duration.ofMillis(1_200));
        silence(Duration.ofSeconds(20));
        assertThat(pace.patience()).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void a_pause_is_forgotten_after_a_minute() {
        silence(Duration.ofMillis(700));
        for (int i = 0; i < 100; i++) {
            silence(Duration.ofMillis(250));
        }
        assertThat(pace.patience()).as("after 25 s").isEqualTo(Duration.ofMillis(1_400));
        for (int i = 0; i < 150; i++) {
            silence(Duration.ofMillis(250));
        }
        assertThat(pace.patience()).as("after 62 s").isEqualTo(Duration.ofMillis(500));
    }
}
