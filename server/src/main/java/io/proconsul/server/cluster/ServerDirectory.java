package io.proconsul.server.cluster;

import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.server.leader.Member;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers of the datacenter as gossip knows them, by their node ids. The log remembers where
 * its servers lived when they were added; here stands where they live now.
 *
 * <p>Any thread. Bounded by the servers gossip knows.
 */
public final class ServerDirectory {
    private final String datacenter;
    private final Map<String, ServerMember> byId = new ConcurrentHashMap<>();

    public ServerDirectory(String datacenter) {
        this.datacenter = datacenter;
    }

    /** Takes over what gossip knows now. */
    public void fill(Collection<Member> members) {
        members.forEach(this::changed);
    }

    /** Gossip has news about a member; true when it is a server of this datacenter. */
    public boolean changed(Member member) {
        Optional<ServerMember> server = ServerMember.of(member, datacenter);
        server.ifPresent(this::changed);
        return server.isPresent();
    }

    private void changed(ServerMember now) {
        byId.compute(now.id(), (_, known) -> newer(known, now));
    }

    /** Under a new name a server may be alive while its old name fails. */
    private static @Nullable ServerMember newer(@Nullable ServerMember known, ServerMember now) {
        boolean otherIsAlive = known != null && !known.name().equals(now.name()) && known.isAlive();
        if (otherIsAlive && !now.isAlive()) {
            return known;
        }
        return now.status() == Member.Status.REAPED ? null : now;
    }

    public Optional<ServerMember> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Also those that failed or left lately. */
    public List<ServerMember> all() {
        return List.copyOf(byId.values());
    }

    /** Those that are alive, but for one. */
    public List<ServerMember> aliveWithout(String id) {
        return byId.values().stream()
                .filter(server -> server.isAlive() && !server.id().equals(id))
                .toList();
    }

    /** Where a server lives; the address given when gossip does not know it. */
    public String address(@Nullable String id, String otherwise) {
        ServerMember known = id == null ? null : byId.get(id);
        return known == null ? otherwise : known.address();
    }

    /** The same status with the addresses of now. */
    public EngineStatus addressed(EngineStatus status) {
        return new EngineStatus(
                status.role(),
                status.term(),
                status.leaderId(),
                address(status.leaderId(), status.leaderAddress()),
                status.leaderReady(),
                status.lastLogIndex(),
                status.commitIndex(),
                status.appliedIndex(),
                status.lastSnapshotIndex(),
                status.lastSnapshotTerm(),
                status.lastContact(),
                status.peers().stream().map(this::addressed).toList());
    }

    private Peer addressed(Peer peer) {
        return new Peer(peer.id(), address(peer.id(), peer.address()), peer.voter());
    }
}
