package io.proconsul.server.endpoint;

import io.proconsul.model.operator.ServerStats;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.rpc.method.Cluster;
import io.proconsul.rpc.method.Status;

import java.util.List;
import java.util.function.Supplier;

/**
 * Who leads, who takes part and how this server does (wire reference, section 10, Status). No token
 * is needed.
 */
public final class StatusEndpoint {
    private final Supplier<String> leader;
    private final Supplier<EngineStatus> engine;
    private final Supplier<List<String>> founding;

    /**
     * @param leader {@code host:port} of the leader; empty while there is none
     * @param founding how far this server has come with a log of its own
     */
    public StatusEndpoint(
            Supplier<String> leader,
            Supplier<EngineStatus> engine,
            Supplier<List<String>> founding) {
        this.leader = leader;
        this.engine = engine;
        this.founding = founding;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.tell(Status.LEADER, leader::get);
        endpoints.tell(
                Status.PEERS, () -> engine.get().peers().stream().map(Peer::address).toList());
        endpoints.tell(Cluster.FOUNDING, founding::get);
        endpoints.tell(Status.RAFT_STATS, () -> stats(engine.get()));
        endpoints.act(Status.PING, (request, authorizer) -> Replies.now(Replies.NOTHING));
    }

    private static ServerStats stats(EngineStatus engine) {
        return new ServerStats(lastContact(engine), engine.term(), engine.lastLogIndex());
    }

    private static String lastContact(EngineStatus engine) {
        if (engine.role() == EngineStatus.Role.LEADER) {
            return ServerStats.LEADER_CONTACT;
        }
        return engine.leaderId() == null
                ? ServerStats.NEVER
                : GoDuration.format(engine.lastContact());
    }
}
