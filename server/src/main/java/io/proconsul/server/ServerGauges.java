package io.proconsul.server;

import io.proconsul.raft.EngineStatus;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.server.leader.SessionClocks;
import io.proconsul.server.query.BlockingQueries;

import java.util.function.Supplier;

/**
 * What operators watch of a server, asked whenever somebody looks. Names were observed on 1.8.7,
 * which shows some of them on leaders only; here a gauge is always there.
 */
final class ServerGauges {
    private ServerGauges() {}

    static void declare(
            Metrics metrics,
            Supplier<EngineStatus> status,
            SessionClocks sessions,
            BlockingQueries queries) {
        metrics.gauge("raft.applied_index", () -> status.get().appliedIndex());
        metrics.gauge("raft.last_index", () -> status.get().lastLogIndex());
        metrics.gauge("session_ttl.active", sessions::size);
        metrics.gauge("rpc.queries_blocking", queries::waitedFor);
    }
}
