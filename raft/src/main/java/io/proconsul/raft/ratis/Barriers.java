package io.proconsul.raft.ratis;

import io.proconsul.raft.ConsensusException;

import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.server.RaftConfiguration;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Points after everything acknowledged. All who ask while a quorum is being asked share the next
 * round, so there are at most two rounds in the air however many ask.
 */
final class Barriers {
    private final Member member;

    // Under the lock of this.
    private boolean asking;
    private @Nullable CompletableFuture<Long> nextRound;

    Barriers(Member member) {
        this.member = member;
    }

    CompletableFuture<Long> barrier() {
        if (member.leads()) {
            if (!member.division.getInfo().isLeaderReady()) {
                return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
            }
            if (isAlone()) {
                // Nobody else can have acknowledged anything, and we do so after we applied it.
                return CompletableFuture.completedFuture(member.appliedIndex());
            }
        }
        CompletableFuture<Long> round;
        synchronized (this) {
            if (asking) {
                if (nextRound == null) {
                    nextRound = new CompletableFuture<>();
                }
                return nextRound.copy();
            }
            asking = true;
            round = new CompletableFuture<>();
        }
        CompletableFuture<Long> point = round.copy();
        ask(round);
        return point;
    }

    private boolean isAlone() {
        RaftConfiguration configuration = member.division.getRaftConf();
        return configuration.getCurrentPeers().size() == 1
                && configuration.getPreviousPeers(RaftPeerRole.FOLLOWER).size() <= 1;
    }

    private void ask(CompletableFuture<Long> round) {
        var _ =
                Member.checked(read())
                        .whenComplete((reply, failure) -> {
                            askAgainForThoseWhoCame();
                            if (failure == null) {
                                round.complete(member.appliedIndex());
                            } else {
                                round.completeExceptionally(Member.translated(failure));
                            }
                        });
    }

    private void askAgainForThoseWhoCame() {
        CompletableFuture<Long> round;
        synchronized (this) {
            round = nextRound;
            nextRound = null;
            asking = round != null;
        }
        if (round != null) {
            ask(round);
        }
    }

    private CompletableFuture<RaftClientReply> read() {
        RaftClientRequest request =
                RaftClientRequest.newBuilder()
                        .setClientId(member.client)
                        .setServerId(member.id())
                        .setGroupId(RatisEngine.GROUP)
                        .setCallId(member.nextCall())
                        .setMessage(Message.EMPTY)
                        .setType(RaftClientRequest.readRequestType(false, false, true))
                        .build();
        try {
            return member.requests().submitClientRequestAsync(request);
        } catch (IOException | RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
