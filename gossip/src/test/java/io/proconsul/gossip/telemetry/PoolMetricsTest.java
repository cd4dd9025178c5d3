package io.proconsul.gossip.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.metrics.MetricsReport;

import org.junit.jupiter.api.Test;

import java.util.List;

class PoolMetricsTest {
    private final Metrics metrics = new Metrics(new VirtualTime());
    private final PoolMetrics pool = new PoolMetrics(metrics);

    private static double sum(List<MetricsReport.Summary> summaries, String name) {
        return summaries.stream()
                .filter(summary -> summary.name().name().equals(name))
                .mapToDouble(MetricsReport.Summary::sum)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void each_kind_ends_up_where_the_agent_shows_it() {
        pool.measured(Meter.UDP_SENT, 70);
        pool.measured(Meter.UDP_SENT, 30);
        pool.measured(Meter.PROBE, 2.5);
        pool.measured(Meter.HEALTH, 3);
        MetricsReport report = metrics.report();
        assertThat(sum(report.counters(), "memberlist.udp.sent")).isEqualTo(100);
        assertThat(sum(report.samples(), "memberlist.probeNode")).isEqualTo(2.5);
        assertThat(report.gauges())
                .singleElement()
                .satisfies(gauge -> {
                    assertThat(gauge.name().name()).isEqualTo("memberlist.health.score");
                    assertThat(gauge.value()).isEqualTo(3);
                });
    }

    @Test
    void two_pools_of_one_agent_count_together() {
        new PoolMetrics(metrics).measured(Meter.MEMBER_JOIN, 1);
        pool.measured(Meter.MEMBER_JOIN, 1);
        assertThat(sum(metrics.report().counters(), "serf.member.join")).isEqualTo(2);
    }

    @Test
    void events_are_counted_together_and_by_name() {
        pool.named(Meter.EVENTS, "deploy");
        pool.named(Meter.EVENTS, "reload");
        pool.named(Meter.EVENTS, "deploy");
        List<MetricsReport.Summary> counters = metrics.report().counters();
        assertThat(sum(counters, "serf.events")).isEqualTo(3);
        assertThat(sum(counters, "serf.events.deploy")).isEqualTo(2);
    }

    @Test
    void a_flood_of_names_is_counted_together_only() {
        for (int i = 0; i < 2 * PoolMetrics.MOST_NAMES; i++) {
            pool.named(Meter.QUERIES, "q" + i);
        }
        List<MetricsReport.Summary> counters = metrics.report().counters();
        assertThat(sum(counters, "serf.queries")).isEqualTo(2 * PoolMetrics.MOST_NAMES);
        assertThat(counters)
                .filteredOn(c -> c.name().name().startsWith("serf.queries.q"))
                .hasSize(PoolMetrics.MOST_NAMES);
    }
}
