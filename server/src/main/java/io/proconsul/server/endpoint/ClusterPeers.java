package io.proconsul.server.endpoint;

import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.RaftConfiguration;
import io.proconsul.rpc.RpcException;

import java.util.concurrent.CompletableFuture;

/** Who takes part in the replicated log, for operators. Any thread; nobody waits. */
public interface ClusterPeers {
    /** Who takes part now, with the names that gossip knows them by. */
    RaftConfiguration configuration();

    /**
     * Takes out the server with that address, {@code host:port}; only on the leader.
     *
     * @return fails with an {@link RpcException} when none has it or it cannot be taken out
     */
    CompletableFuture<Void> removeByAddress(String address);

    /** The same by node id. */
    CompletableFuture<Void> removeById(String id);

    /** How well the servers are; only on the leader. */
    CompletableFuture<ClusterHealth> health();
}
