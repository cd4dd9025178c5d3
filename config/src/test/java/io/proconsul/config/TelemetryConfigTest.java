package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** When gauges carry the machine's name; observed on 1.8.7. */
class TelemetryConfigTest {
    private static String gaugeHost(
            String statsd, boolean disabled, Duration prometheus, Map<String, String> circonus) {
        return new TelemetryConfig(
                        "consul",
                        statsd,
                        "",
                        "",
                        List.of(),
                        disabled,
                        true,
                        List.of(),
                        List.of(),
                        prometheus,
                        circonus,
                        "vm")
                .gaugeHost();
    }

    @Test
    void without_anybody_who_takes_metrics_gauges_carry_no_name() {
        assertThat(gaugeHost("", false, Duration.ZERO, Map.of("api_token", ""))).isEmpty();
    }

    @Test
    void whoever_takes_metrics_gets_the_machines_name() {
        assertThat(gaugeHost("", false, Duration.ofMinutes(1), Map.of())).isEqualTo("vm");
        assertThat(gaugeHost("10.0.0.1:8125", false, Duration.ZERO, Map.of())).isEqualTo("vm");
        assertThat(gaugeHost("", false, Duration.ZERO, Map.of("api_token", "t"))).isEqualTo("vm");
    }

    @Test
    void the_name_can_be_switched_off() {
        assertThat(gaugeHost("", true, Duration.ofMinutes(1), Map.of())).isEmpty();
    }
}
