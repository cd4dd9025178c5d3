package io.proconsul.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.proconsul.runtime.clock.Clock;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class MetricsTest {
    private long nanos;
    private final Metrics metrics =
            new Metrics(
                    new Clock() {
                        @Override
                        public long nanos() {
                            return nanos;
                        }

                        @Override
                        public Instant now() {
                            return Instant.ofEpochSecond(1_800_000_000, nanos);
                        }
                    });

    @Test
    void a_metric_exists_before_anything_happened() {
        metrics.counter("raft.apply");
        metrics.sample("fsm.kvs", new Label("op", "set"));

        MetricsReport report = metrics.report();

        assertThat(report.counters())
                .singleElement()
                .satisfies(c -> assertThat(c.count()).isZero());
        assertThat(report.samples()).hasSize(1);
    }

    @Test
    void a_report_shows_the_interval_that_is_over() {
        Metrics.Sample sample = metrics.sample("kvs.apply");
        sample.record(1);
        sample.record(3);
        nanos += Metrics.INTERVAL.toNanos();
        sample.record(100);

        MetricsReport.Summary shown = metrics.report().samples().getFirst();

        assertThat(shown.count()).isEqualTo(2);
        assertThat(shown.mean()).isEqualTo(2);
        assertThat(shown.smallest()).isEqualTo(1);
        assertThat(shown.largest()).isEqualTo(3);
        assertThat(shown.deviation()).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(shown.totalSum()).isEqualTo(104);
    }

    @Test
    void an_interval_in_which_nothing_happened_is_empty_while_the_totals_stay() {
        metrics.counter("client.rpc").increment();
        nanos += 5 * Metrics.INTERVAL.toNanos();

        MetricsReport.Summary shown = metrics.report().counters().getFirst();

        assertThat(shown.count()).isZero();
        assertThat(shown.totalCount()).isEqualTo(1);
    }

    @Test
    void prometheus_sees_legal_names_labels_and_totals() {
        metrics.counter("client.rpc").add(5);
        metrics.gauge("runtime.num-threads", () -> 12.5, new Label("kind", "a\"b"));
        metrics.sample("fsm.kvs").record(0.25);

        assertThat(PrometheusText.of(metrics.report(), "consul"))
                .isEqualTo(
                        """
                        # HELP consul_runtime_num_threads consul_runtime_num_threads
                        # TYPE consul_runtime_num_threads gauge
                        consul_runtime_num_threads{kind="a\\"b"} 12.5
                        # HELP consul_client_rpc consul_client_rpc
                        # TYPE consul_client_rpc counter
                        consul_client_rpc 5
                        # HELP consul_fsm_kvs consul_fsm_kvs
                        # TYPE consul_fsm_kvs summary
                        consul_fsm_kvs_sum 0.25
                        consul_fsm_kvs_count 1
                        """);
    }

    @Test
    void a_gauge_without_a_value_is_left_out() {
        metrics.gauge("a", () -> Double.NaN);
        metrics.gauge("b", () -> 0);
        assertThat(metrics.report().gauges())
                .extracting(gauge -> gauge.name().name())
                .containsExactly("b");
    }
}
