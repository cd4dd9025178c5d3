package io.proconsul.app;

import io.proconsul.gossip.Pool;
import io.proconsul.gossip.serf.Serf;

import java.util.Map;
import java.util.TreeMap;

/** The figures of a pool, under the names operators know ({@code serf_lan} of {@code info}). */
final class PoolFigures {
    private PoolFigures() {}

    /** Waits a moment for the pool's thread. */
    static Map<String, String> of(Pool pool) {
        Serf.Stats stats = pool.stats().join();
        Map<String, String> figures = new TreeMap<>();
        figures.put("coordinate_resets", "0");
        figures.put("encrypted", Boolean.toString(stats.encrypted()));
        figures.put("event_queue", Integer.toString(stats.eventQueue()));
        figures.put("event_time", Long.toUnsignedString(stats.eventTime()));
        figures.put("failed", Integer.toString(stats.failed()));
        figures.put("health_score", Integer.toString(stats.health()));
        figures.put("intent_queue", Integer.toString(stats.intentQueue()));
        figures.put("left", Integer.toString(stats.left()));
        figures.put("member_time", Long.toUnsignedString(stats.memberTime()));
        figures.put("members", Integer.toString(stats.members()));
        figures.put("query_queue", Integer.toString(stats.queryQueue()));
        figures.put("query_time", Long.toUnsignedString(stats.queryTime()));
        return figures;
    }
}
