package io.proconsul.raft.ratis;

import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.Peer;
import io.proconsul.raft.PeerLink;

import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftConfiguration;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Who takes part, and with which right; and who leads. All of it is decided by the leader. */
final class Membership {
    /** Of the longest election timeout: how long a new voter may take to become one. */
    private static final int ELECTIONS_UNTIL_RUNNING = 5;

    private final Member member;
    private final PeerLink link;
    private final Duration patience;

    Membership(Member member, PeerLink link, Duration electionTimeout) {
        this.member = member;
        this.link = link;
        this.patience = electionTimeout.multipliedBy(2L * ELECTIONS_UNTIL_RUNNING);
    }

    /** Voters and others, to be changed. */
    private record Draft(List<RaftPeer> voters, List<RaftPeer> others) {
        static Draft of(RaftConfiguration now) {
            return new Draft(
                    new ArrayList<>(now.getCurrentPeers(RaftPeerRole.FOLLOWER)),
                    new ArrayList<>(now.getCurrentPeers(RaftPeerRole.LISTENER)));
        }

        RaftPeer take(List<RaftPeer> from, String id, String role) {
            RaftPeer found =
                    from.stream()
                            .filter(peer -> peer.getId().toString().equals(id))
                            .findFirst()
                            .orElseThrow(() -> refused("server %s is no %s".formatted(id, role)));
            from.remove(found);
            return found;
        }

        boolean contains(String id) {
            return isIn(voters, id) || isIn(others, id);
        }

        static boolean isIn(List<RaftPeer> peers, String id) {
            return peers.stream().anyMatch(peer -> peer.getId().toString().equals(id));
        }
    }

    /** A change of a draft; throws what stands against it. */
    private interface Change {
        void to(Draft draft);
    }

    private static ConsensusException refused(String why) {
        return new ConsensusException.Refused(why);
    }

    /** Asks the peer for a sign of life first: Ratis would wait for it and then blame progress. */
    CompletableFuture<Void> addNonVoter(Peer peer) {
        return call(peer.id(), Frame.Kind.PING, "cannot be reached")
                .thenCompose(alive ->
                        change(draft -> {
                            if (draft.contains(peer.id())) {
                                throw refused("server %s takes part already".formatted(peer.id()));
                            }
                            draft.others().add(ratisPeer(peer));
                        }));
    }

    /** Done when the peer itself says that it votes: until then it is of no use to a quorum. */
    CompletableFuture<Void> promote(String id) {
        return change(
                        draft -> {
                            if (!Draft.isIn(draft.voters(), id)) {
                                draft.voters().add(draft.take(draft.others(), id, "member"));
                            }
                        })
                .thenCompose(changed ->
                        call(
                                id,
                                Frame.Kind.AWAIT_RUNNING,
                                "is a voter now, but has not begun to vote"));
    }

    CompletableFuture<Void> demote(String id) {
        return change(draft -> {
            draft.others().add(draft.take(draft.voters(), id, "voter"));
            checkVotersLeft(draft);
        });
    }

    CompletableFuture<Void> remove(String id) {
        return change(draft -> {
            boolean votes = Draft.isIn(draft.voters(), id);
            draft.take(votes ? draft.voters() : draft.others(), id, "member");
            checkVotersLeft(draft);
        });
    }

    private static void checkVotersLeft(Draft draft) {
        if (draft.voters().isEmpty()) {
            throw refused("the last voter cannot be taken away");
        }
    }

    private CompletableFuture<Void> change(Change change) {
        if (!member.leadsAndIsReady()) {
            return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        }
        RaftConfiguration now = member.division.getRaftConf();
        Draft before = Draft.of(now);
        Draft after = Draft.of(now);
        try {
            change.to(after);
        } catch (ConsensusException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        return set(before, after);
    }

    /** Only if nobody else has changed it meanwhile. */
    private CompletableFuture<Void> set(Draft before, Draft after) {
        var arguments =
                SetConfigurationRequest.Arguments.newBuilder()
                        .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                        .setServersInCurrentConf(before.voters())
                        .setListenersInCurrentConf(before.others())
                        .setServersInNewConf(after.voters())
                        .setListenersInNewConf(after.others())
                        .build();
        var request =
                new SetConfigurationRequest(
                        member.client,
                        member.id(),
                        RatisEngine.GROUP,
                        member.nextCall(),
                        arguments);
        try {
            return done(member.server.setConfigurationAsync(request));
        } catch (IOException | RuntimeException failure) {
            return CompletableFuture.failedFuture(Member.translated(failure));
        }
    }

    CompletableFuture<Void> transfer(@Nullable String id) {
        if (!member.leadsAndIsReady()) {
            return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        }
        Optional<RaftPeerId> heir =
                id == null ? mostAdvanced() : Optional.of(RaftPeerId.valueOf(id));
        if (heir.isEmpty()) {
            return CompletableFuture.failedFuture(refused("there is no other voter"));
        }
        var request =
                new TransferLeadershipRequest(
                        member.client,
                        member.id(),
                        RatisEngine.GROUP,
                        member.nextCall(),
                        heir.get(),
                        patience.toMillis());
        try {
            return done(member.server.transferLeadershipAsync(request));
        } catch (IOException | RuntimeException failure) {
            return CompletableFuture.failedFuture(Member.translated(failure));
        }
    }

    private Optional<RaftPeerId> mostAdvanced() {
        List<RaftPeerId> voters =
                member.division.getRaftConf().getCurrentPeers().stream()
                        .map(RaftPeer::getId)
                        .filter(id -> !id.equals(member.id()))
                        .toList();
        return member.division.getCommitInfos().stream()
                .filter(info -> voters.contains(id(info)))
                .max(Comparator.comparingLong(CommitInfoProto::getCommitIndex))
                .map(Membership::id);
    }

    private static RaftPeerId id(CommitInfoProto info) {
        return RaftPeerId.valueOf(info.getServer().getId());
    }

    private CompletableFuture<Void> call(String id, Frame.Kind kind, String complaint) {
        if (id.equals(member.id().toString())) {
            return CompletableFuture.completedFuture(null);
        }
        return link.call(id, Frame.request(kind))
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    Throwable problem = failure == null ? problem(answer) : failure;
                    if (problem == null) {
                        return null;
                    }
                    throw refused(
                            "server %s %s: %s".formatted(id, complaint, Member.unwrapped(problem)));
                });
    }

    private static @Nullable IOException problem(byte[] answer) {
        try {
            Frame.checkGood(answer);
            return null;
        } catch (IOException problem) {
            return problem;
        }
    }

    private static CompletableFuture<Void> done(CompletableFuture<RaftClientReply> reply) {
        return Member.checked(reply)
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(Member.translated(failure));
                    }
                    return null;
                });
    }

    static RaftPeer ratisPeer(Peer peer) {
        return RaftPeer.newBuilder()
                .setId(peer.id())
                .setAddress(peer.address())
                .setStartupRole(peer.voter() ? RaftPeerRole.FOLLOWER : RaftPeerRole.LISTENER)
                .build();
    }
}
