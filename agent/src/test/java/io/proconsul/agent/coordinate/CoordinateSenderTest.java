package io.proconsul.agent.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CoordinateSenderTest {
    @Test
    void small_pools_send_every_fifteen_seconds_and_large_ones_64_a_second_together() {
        assertThat(CoordinateSender.interval(3)).isEqualTo(Duration.ofSeconds(15));
        assertThat(CoordinateSender.interval(960)).isEqualTo(Duration.ofSeconds(15));
        assertThat(CoordinateSender.interval(6400)).isEqualTo(Duration.ofSeconds(100));
    }
}
