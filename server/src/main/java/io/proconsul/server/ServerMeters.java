package io.proconsul.server;

import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.server.leader.SessionClocks;
import io.proconsul.server.query.BlockingQueries;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What operators watch of a server. Names were observed on 1.8.7; as there, what only a leader
 * knows is shown by the leader only. Any thread.
 */
final class ServerMeters {
    private final Metrics metrics;
    private final Metrics.Counter leading;
    private final Metrics.Counter following;

    ServerMeters(Metrics metrics) {
        this.metrics = metrics;
        leading = metrics.counter("raft.state.leader");
        following = metrics.counter("raft.state.follower");
    }

    /** Counts changes of this server's role. */
    void note(EngineEvent event) {
        if (event instanceof EngineEvent.LeadershipGained) {
            leading.increment();
        } else if (event instanceof EngineEvent.LeadershipLost) {
            following.increment();
        }
    }

    void watch(Supplier<EngineStatus> status, SessionClocks sessions, BlockingQueries queries) {
        metrics.gauge("raft.applied_index", () -> status.get().appliedIndex());
        metrics.gauge("raft.last_index", () -> status.get().lastLogIndex());
        metrics.gauge("session_ttl.active", sessions::size);
        metrics.gauge("rpc.queries_blocking", queries::waitedFor);
    }

    /**
     * @param health brings nothing on a server that does not lead
     */
    void watch(Supplier<@Nullable ClusterHealth> health) {
        gauge("autopilot.healthy", health, found -> found.healthy() ? 1 : 0);
        gauge("autopilot.failure_tolerance", health, ClusterHealth::failureTolerance);
    }

    private void gauge(
            String name,
            Supplier<@Nullable ClusterHealth> health,
            ToDoubleFunction<ClusterHealth> figure) {
        metrics.gauge(
                name,
                () -> {
                    ClusterHealth found = health.get();
                    return found == null ? Double.NaN : figure.applyAsDouble(found);
                });
    }
}
