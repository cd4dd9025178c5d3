package io.proconsul.raft.ratis;

import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.PeerLink;

import org.apache.ratis.protocol.RaftPeerId;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Points after everything acknowledged, on the leader and on those who follow it. A point is the
 * leader's commit index, once a majority has confirmed ({@link Confirmation}) that it was the
 * leader when that was looked up; whoever asks then waits until his own state holds it.
 */
final class Barriers {
    /** Another leader may have to be found before what was committed is applied here. */
    private static final Duration APPLY_PATIENCE = Duration.ofSeconds(10);

    private final Member member;
    private final PeerLink link;
    private final Appenders appenders;
    private final Progress progress;
    private final long patienceMillis;
    private final Rounds points = new Rounds(this::confirmedPoint);
    private final Rounds barriers = new Rounds(this::reachedPoint);

    /**
     * @param patience how long a peer may take to answer
     */
    Barriers(
            Member member,
            PeerLink link,
            Appenders appenders,
            Progress progress,
            Duration patience) {
        this.member = member;
        this.link = link;
        this.appenders = appenders;
        this.progress = progress;
        this.patienceMillis = patience.toMillis();
    }

    /** Completes with the applied index. */
    CompletableFuture<Long> barrier() {
        if (member.leadsAndIsReady() && member.isAlone()) {
            // Nobody else can have acknowledged anything, and we do so after we applied it.
            return CompletableFuture.completedFuture(member.appliedIndex());
        }
        return barriers.ask();
    }

    /** A follower asks for a point. */
    CompletableFuture<Long> pointFor(String follower) {
        return points.ask()
                .thenApply(point -> {
                    appenders.tell(follower, point);
                    return point;
                });
    }

    private CompletableFuture<Long> reachedPoint() {
        CompletableFuture<Long> point = member.leads() ? points.ask() : pointOfLeader();
        return point.thenCompose(index ->
                        progress.reached(index)
                                .orTimeout(APPLY_PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .exceptionally(Barriers::notConfirmed);
    }

    /** Whatever it was, nothing has happened, and it may be asked again. */
    private static Long notConfirmed(Throwable failure) {
        throw new CompletionException(new ConsensusException.NotLeader());
    }

    /** The order counts: it must have led in this term when the commit index was read. */
    private CompletableFuture<Long> confirmedPoint() {
        long term = member.term();
        if (!member.leadsAndIsReady()) {
            return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        }
        long committed = member.committedIndex();
        if (member.term() != term) {
            return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        }
        byte[] question = Frame.confirm(term);
        return Confirmation.of(member.voters(), peer -> ask(peer, question).thenApply(_ -> null))
                .thenApply(majority -> committed);
    }

    private CompletableFuture<Long> pointOfLeader() {
        RaftPeerId leader = member.division.getInfo().getLeaderId();
        if (leader == null || leader.equals(member.id())) {
            return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        }
        return ask(leader.toString(), Frame.readPoint(member.id().toString()))
                .thenApply(Barriers::index);
    }

    private static long index(byte[] answer) {
        try {
            return Frame.index(answer);
        } catch (IOException damaged) {
            throw new CompletionException(damaged);
        }
    }

    /** The answer, if it is a good one. */
    private CompletableFuture<byte[]> ask(String peer, byte[] frame) {
        CompletableFuture<byte[]> answer = link.call(peer, frame);
        return answer.orTimeout(patienceMillis, TimeUnit.MILLISECONDS)
                .thenApply(bytes -> {
                    try {
                        Frame.checkGood(bytes);
                        return bytes;
                    } catch (IOException refusal) {
                        throw new CompletionException(refusal);
                    }
                });
    }
}
