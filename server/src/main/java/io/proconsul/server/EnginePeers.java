package io.proconsul.server;

import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.RaftConfiguration;
import io.proconsul.model.operator.RaftServer;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.rpc.RpcException;
import io.proconsul.server.cluster.ServerDirectory;
import io.proconsul.server.cluster.ServerMember;
import io.proconsul.server.endpoint.ClusterPeers;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Who takes part as the engine knows it, with the names and addresses that gossip knows. */
final class EnginePeers implements ClusterPeers {
    private static final String DEFAULT_PROTOCOL = "3";

    private final Supplier<ConsensusEngine> engine;
    private final ServerDirectory servers;
    private final Supplier<ClusterHealth> health;

    /**
     * @param health what the autopilot thinks of all servers
     */
    EnginePeers(
            Supplier<ConsensusEngine> engine,
            ServerDirectory servers,
            Supplier<ClusterHealth> health) {
        this.engine = engine;
        this.servers = servers;
        this.health = health;
    }

    private EngineStatus status() {
        return servers.addressed(engine.get().status());
    }

    @Override
    public RaftConfiguration configuration() {
        EngineStatus status = status();
        return new RaftConfiguration(
                status.peers().stream().map(peer -> server(peer, status)).toList(), 0);
    }

    private RaftServer server(Peer peer, EngineStatus status) {
        Optional<ServerMember> member = servers.find(peer.id());
        return new RaftServer(
                peer.id(),
                member.map(ServerMember::name).orElse(RaftServer.UNKNOWN_NODE),
                peer.address(),
                peer.id().equals(status.leaderId()),
                member.map(ServerMember::raftVersion)
                        .filter(version -> !version.isEmpty())
                        .orElse(DEFAULT_PROTOCOL),
                peer.voter());
    }

    @Override
    public CompletableFuture<Void> removeByAddress(String address) {
        return remove(peer -> peer.address().equals(address), "address", address);
    }

    @Override
    public CompletableFuture<Void> removeById(String id) {
        return remove(peer -> peer.id().equals(id), "id", id);
    }

    private CompletableFuture<Void> remove(Predicate<Peer> which, String what, String value) {
        return status().peers().stream()
                .filter(which)
                .findFirst()
                .map(peer -> engine.get().removePeer(peer.id()))
                .orElseGet(() -> notFound(what, value));
    }

    private static CompletableFuture<Void> notFound(String what, String value) {
        return CompletableFuture.failedFuture(
                new RpcException(
                        "%s \"%s\" was not found in the Raft configuration"
                                .formatted(what, value)));
    }

    @Override
    public CompletableFuture<ClusterHealth> health() {
        return CompletableFuture.completedFuture(health.get());
    }
}
