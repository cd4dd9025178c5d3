package io.proconsul.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.raft.EngineEvent;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.metrics.MetricsReport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

class ServerMetersTest {
    private final Metrics metrics = new Metrics(new VirtualTime());
    private final ServerMeters meters = new ServerMeters(metrics);
    private @Nullable ClusterHealth health;

    @Test
    void the_leader_alone_tells_how_the_cluster_is() {
        meters.watch(() -> health);
        assertThat(metrics.report().gauges()).isEmpty();
        health = new ClusterHealth(true, 1, List.of());
        assertThat(metrics.report().gauges())
                .extracting(gauge -> gauge.name().name() + " " + gauge.value())
                .containsExactly("autopilot.failure_tolerance 1.0", "autopilot.healthy 1.0");
    }

    @Test
    void changes_of_the_role_are_counted() {
        meters.note(new EngineEvent.LeadershipGained(1));
        meters.note(new EngineEvent.LeadershipLost(1));
        meters.note(new EngineEvent.LeadershipGained(2));
        assertThat(metrics.report().counters())
                .extracting(MetricsReport.Summary::sum)
                .containsExactly(1.0, 2.0);
    }
}
