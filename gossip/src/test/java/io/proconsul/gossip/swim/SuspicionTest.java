package io.proconsul.gossip.swim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The examples of the wire reference, section 5.1. */
class SuspicionTest {
    private static final SwimSettings LAN = SwimSettings.lan();

    @Test
    void in_a_lan_of_five_an_accusation_starts_at_24_seconds_and_ends_at_4() {
        Suspicion suspicion = Suspicion.of("a", 0, LAN, 5);
        assertThat(suspicion.timeout()).isEqualTo(Duration.ofSeconds(24));
        assertThat(suspicion.confirm("b")).isTrue();
        assertThat(suspicion.timeout()).isEqualTo(Duration.ofMillis(11_381));
        assertThat(suspicion.confirm("c")).isTrue();
        assertThat(suspicion.timeout()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void the_same_accuser_counts_once_and_so_do_more_than_enough() {
        Suspicion suspicion = Suspicion.of("a", 0, LAN, 5);
        assertThat(suspicion.confirm("a")).isFalse();
        suspicion.confirm("b");
        suspicion.confirm("c");
        assertThat(suspicion.confirm("d")).isFalse();
        assertThat(suspicion.confirmations()).isEqualTo(2);
    }

    @Test
    void where_nobody_can_confirm_the_time_is_short_from_the_start() {
        assertThat(Suspicion.of("a", 0, LAN, 3).timeout()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void the_shortest_time_grows_with_the_logarithm_cut_to_three_decimals() {
        assertThat(Suspicion.leastTime(4, 500, Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofMillis(10_792));
        assertThat(Suspicion.leastTime(5, 50, Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofMillis(8_490));
    }
}
