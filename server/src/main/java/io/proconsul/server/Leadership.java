package io.proconsul.server;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.server.query.Freshness;

import java.util.function.Supplier;

/**
 * Who leads, as far as this server was told. Written by the engine's event thread, read by every
 * call.
 */
final class Leadership implements Freshness {
    private final Supplier<EngineStatus> engine;
    private volatile boolean ready;
    private volatile boolean heard;
    private volatile String leaderAddress = "";

    Leadership(Supplier<EngineStatus> engine) {
        this.engine = engine;
    }

    void note(EngineEvent event) {
        switch (event) {
            case EngineEvent.LeadershipGained _ -> {
                heard = true;
                ready = true;
            }
            case EngineEvent.LeadershipLost _ -> ready = false;
            case EngineEvent.LeaderChanged changed -> {
                leaderAddress = changed.leaderAddress();
                heard = heard || changed.leaderId() != null;
            }
            case EngineEvent.Fatal _ -> {
                ready = false;
                leaderAddress = "";
            }
            case EngineEvent.ConfigurationChanged _ -> {}
        }
    }

    /** This server leads and its state holds everything that was committed before it did. */
    boolean ready() {
        return ready;
    }

    /** This server leads already, but its state may lack what was committed before. */
    boolean becoming() {
        return !ready && engine.get().role() == EngineStatus.Role.LEADER;
    }

    /** Whether there ever was a leader: before that, the state here is nothing to answer from. */
    boolean heard() {
        return heard;
    }

    /** {@code host:port}; empty while there is none. */
    String leaderAddress() {
        return leaderAddress;
    }

    @Override
    public QueryMeta of(long index) {
        if (ready) {
            return QueryMeta.leader(index);
        }
        return new QueryMeta(
                Math.max(1, index), engine.get().lastContact(), !leaderAddress.isEmpty(), "");
    }
}
