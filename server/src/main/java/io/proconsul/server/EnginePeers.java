package io.proconsul.server;

import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.RaftConfiguration;
import io.proconsul.model.operator.RaftServer;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.rpc.RpcException;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.server.endpoint.ClusterPeers;
import io.proconsul.server.leader.Member;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who takes part as the engine knows it, with the names that gossip knows. Of health it sees what
 * gossip says, and of this server where its log stands.
 */
final class EnginePeers implements ClusterPeers {
    private static final String DEFAULT_PROTOCOL = "3";

    private final Supplier<ConsensusEngine> engine;
    private final Supplier<List<Member>> members;
    private final Instant started;

    EnginePeers(Supplier<ConsensusEngine> engine, Supplier<List<Member>> members, Clock clock) {
        this.engine = engine;
        this.members = members;
        this.started = clock.now();
    }

    @Override
    public RaftConfiguration configuration() {
        EngineStatus status = engine.get().status();
        return new RaftConfiguration(
                status.peers().stream().map(peer -> server(peer, status)).toList(), 0);
    }

    private RaftServer server(Peer peer, EngineStatus status) {
        Optional<Member> member = member(peer);
        return new RaftServer(
                peer.id(),
                member.map(Member::name).orElse(RaftServer.UNKNOWN_NODE),
                peer.address(),
                peer.id().equals(status.leaderId()),
                member.map(known -> known.tags().getOrDefault("raft_vsn", DEFAULT_PROTOCOL))
                        .orElse(DEFAULT_PROTOCOL),
                peer.voter());
    }

    private Optional<Member> member(Peer peer) {
        return members.get().stream()
                .filter(member -> peer.id().equals(member.tags().get("id")))
                .findFirst();
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
        return engine.get().status().peers().stream()
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
        EngineStatus status = engine.get().status();
        List<ServerHealth> servers =
                status.peers().stream().map(peer -> health(peer, status)).toList();
        int voters = (int) status.peers().stream().filter(Peer::voter).count();
        int healthy = (int) servers.stream().filter(each -> each.voter() && each.healthy()).count();
        return CompletableFuture.completedFuture(
                new ClusterHealth(
                        servers.stream().allMatch(ServerHealth::healthy),
                        Math.max(0, healthy - (voters / 2 + 1)),
                        servers));
    }

    private ServerHealth health(Peer peer, EngineStatus status) {
        @Nullable Member member = member(peer).orElse(null);
        boolean alive = member != null && member.status() == Member.Status.ALIVE;
        return new ServerHealth(
                peer.id(),
                member == null ? RaftServer.UNKNOWN_NODE : member.name(),
                peer.address(),
                member == null ? 0 : serfStatus(member.status()),
                member == null ? "" : version(member),
                peer.id().equals(status.leaderId()),
                Duration.ZERO,
                status.term(),
                status.lastLogIndex(),
                alive,
                peer.voter(),
                started);
    }

    /** The numbers of Serf. */
    private static int serfStatus(Member.Status status) {
        return switch (status) {
            case ALIVE -> 1;
            case LEAVING -> 2;
            case LEFT, REAPED -> 3;
            case FAILED -> 4;
        };
    }

    /** The build without what stands behind the colon. */
    private static String version(Member member) {
        String build = member.tags().getOrDefault("build", "");
        int colon = build.indexOf(':');
        return colon < 0 ? build : build.substring(0, colon);
    }
}
