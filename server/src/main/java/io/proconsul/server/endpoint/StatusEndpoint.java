package io.proconsul.server.endpoint;

import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.rpc.method.Status;

import java.util.function.Supplier;

/** Who leads and who takes part (wire reference, section 10, Status). No token is needed. */
public final class StatusEndpoint {
    private final Supplier<EngineStatus> engine;

    public StatusEndpoint(Supplier<EngineStatus> engine) {
        this.engine = engine;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.tell(Status.LEADER, () -> engine.get().leaderAddress());
        endpoints.tell(
                Status.PEERS, () -> engine.get().peers().stream().map(Peer::address).toList());
    }
}
