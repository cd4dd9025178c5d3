package io.proconsul.server;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.server.cluster.ServerDirectory;
import io.proconsul.server.query.Freshness;

import java.util.List;
import java.util.function.Supplier;

/**
 * Who leads, as far as this server was told. Written by the engine's event thread, read by every
 * call.
 */
final class Leadership implements Freshness {
    private final ServerSettings settings;
    private final Supplier<ConsensusEngine> engine;
    private final ServerDirectory servers;
    private volatile boolean ready;
    private volatile boolean heard;
    private volatile boolean votes = true;
    private volatile EngineEvent.LeaderChanged leader = NOBODY;

    private static final EngineEvent.LeaderChanged NOBODY = new EngineEvent.LeaderChanged(null, "");

    Leadership(ServerSettings settings, Supplier<ConsensusEngine> engine, ServerDirectory servers) {
        this.settings = settings;
        this.engine = engine;
        this.servers = servers;
    }

    void note(EngineEvent event) {
        switch (event) {
            case EngineEvent.LeadershipGained _ -> {
                heard = true;
                ready = true;
            }
            case EngineEvent.LeadershipLost _ -> ready = false;
            case EngineEvent.LeaderChanged changed -> {
                leader = changed;
                heard = heard || changed.leaderId() != null;
            }
            case EngineEvent.Fatal _, EngineEvent.TakenOut _ -> {
                ready = false;
                leader = NOBODY;
            }
            case EngineEvent.ConfigurationChanged(List<Peer> peers) ->
                    votes = peers.stream().anyMatch(this::isOwnVote);
        }
    }

    private boolean isOwnVote(Peer peer) {
        return peer.voter() && peer.id().equals(settings.nodeId());
    }

    /** This server leads and its state holds everything that was committed before it did. */
    boolean ready() {
        return ready;
    }

    /** The same, and nobody else can lead at this moment: the state here is all there is. */
    boolean certain() {
        return ready && engine.get().holdsLease();
    }

    /** This server leads already, but its state may lack what was committed before. */
    boolean becoming() {
        return !ready && engine.get().status().role() == EngineStatus.Role.LEADER;
    }

    /** Whether there ever was a leader: before that, the state here is nothing to answer from. */
    boolean heard() {
        return heard;
    }

    /** Whether another server leads and this one can find out what the state must hold. */
    boolean followsAsVoter() {
        return !ready && votes && leader.leaderId() != null && !leadsItself();
    }

    /** Whether the leader that is known is this server, which may not be ready yet. */
    boolean leadsItself() {
        return settings.nodeId().equals(leader.leaderId());
    }

    /** {@code host:port} where gossip finds the leader; empty while there is none. */
    String leaderAddress() {
        EngineEvent.LeaderChanged now = leader;
        return servers.address(now.leaderId(), now.leaderAddress());
    }

    @Override
    public QueryMeta of(long index) {
        if (ready) {
            return QueryMeta.leader(index);
        }
        return new QueryMeta(
                Math.max(1, index), engine.get().lastContact(), leader.leaderId() != null, "");
    }
}
