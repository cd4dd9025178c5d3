package io.proconsul.raft.ratis;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppenderBase;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.util.Timestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A leader's way to one follower, with at most one thing under way: a request, or a snapshot.
 * Whoever has appended an entry sends it, and whoever brings the answer sends the next: a thread
 * that is woken only to do that costs more than the sending. The thread that Ratis gives to each
 * sender does what has to wait: heartbeats, another attempt after a failure, and what takes locks
 * of Ratis or the disk.
 *
 * <p>Any thread; {@code calls} lets one at a time in, and what comes meanwhile is left to that one.
 */
final class EntrySender extends LogAppenderBase {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    /** After a failure; the link knows quickly that nobody is there, and may know better soon. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    /** How often the thread looks at the follower's health, at least. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** How often it looks at a request under way, in an election timeout. */
    private static final int LOOKS_WHILE_BUSY = 8;

    private final LinkRpc rpc;
    private final long patienceNanos;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    private final AtomicReference<@Nullable Slow> slow = new AtomicReference<>();
    private final Semaphore bell = new Semaphore(0);

    /** Whether something is under way; written under the protection of {@code calls}. */
    private volatile boolean busy;

    private volatile @Nullable Flight flight;
    private volatile @Nullable Pause pause;

    /**
     * What came between, like an entry that was purged while a request was made of it. What Ratis
     * keeps for the next request is not to be trusted then, so it makes another sender.
     */
    private volatile @Nullable Exception broken;

    /** Under the protection of {@code calls}. */
    private boolean failing;

    /** How what was under way has ended. */
    private sealed interface Outcome {
        record Answered(
                AppendEntriesRequestProto request, AppendEntriesReplyProto reply, Timestamp sentAt)
                implements Outcome {}

        record Failed(Throwable why) implements Outcome {}

        /** The thread has done what it was to do. */
        record Done() implements Outcome {}
    }

    /** What only the thread does. */
    private interface Slow {
        void run() throws IOException;
    }

    /** A request that waits for its answer until then, of {@link LinkRpc#now}. */
    private record Flight(CompletableFuture<AppendEntriesReplyProto> reply, long until) {}

    /** Nothing is sent until then, of {@link LinkRpc#now}. */
    private record Pause(long until) {}

    EntrySender(RaftServer.Division server, LeaderState leader, FollowerInfo follower) {
        super(server, leader, follower);
        this.rpc = (LinkRpc) server.getRaftServer().getServerRpc();
        this.patienceNanos = rpc.appendTimeout().toNanos();
    }

    /** There may be something to send. Ratis calls this under its locks, too. */
    @Override
    public void notifyLogAppender() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        if (broken != null) {
            return;
        }
        try {
            Outcome ended = outcome.getAndSet(null);
            if (ended != null) {
                flight = null;
                busy = false;
                ended(ended);
            }
            if (!busy && isRunning() && !pauses() && shouldSendAppendEntries()) {
                sendNext();
            }
        } catch (IOException | RuntimeException failure) {
            broken = failure;
            bell.release();
        }
    }

    private boolean pauses() {
        Pause now = pause;
        if (now == null) {
            return false;
        }
        if (now.until() - rpc.now() > 0) {
            return true;
        }
        pause = null;
        return false;
    }

    private void sendNext() throws IOException {
        SnapshotInfo snapshot = shouldInstallSnapshot();
        if (snapshot != null) {
            leave(() -> SnapshotTransfer.send(snapshot, this, rpc));
            return;
        }
        AppendEntriesRequestProto request =
                newAppendEntriesRequest(CallId.getAndIncrement(), false);
        if (request != null) {
            send(request);
        }
    }

    private void send(AppendEntriesRequestProto request) throws IOException {
        resetHeartbeatTrigger();
        Timestamp sentAt = Timestamp.currentTime();
        getFollower().updateLastRpcSendTime(request.getEntriesCount() == 0);
        CompletableFuture<AppendEntriesReplyProto> answer = rpc.appendEntriesAsync(request);
        busy = true;
        flight = new Flight(answer, rpc.now() + patienceNanos);
        var _ =
                answer.whenComplete((reply, failure) ->
                        end(
                                failure == null
                                        ? new Outcome.Answered(request, reply, sentAt)
                                        : new Outcome.Failed(failure)));
    }

    private void end(Outcome how) {
        outcome.set(how);
        notifyLogAppender();
    }

    private void ended(Outcome how) {
        switch (how) {
            case Outcome.Answered answer -> answered(answer);
            case Outcome.Failed(var why) -> failed(why);
            case Outcome.Done() -> {}
        }
    }

    private void answered(Outcome.Answered answer) {
        if (failing) {
            LOG.info("a peer answers again: peer={}", getFollowerId());
        }
        failing = false;
        getFollower().updateLastRpcResponseTime();
        getFollower().updateLastRespondedAppendEntriesSendTime(answer.sentAt());
        AppendEntriesReplyProto reply = answer.reply();
        if (!isRunning()) {
            return;
        }
        getLeaderState().onFollowerCommitIndex(getFollower(), reply.getFollowerCommit());
        if (reply.getResult() == AppendResult.SUCCESS) {
            succeeded(answer.request(), reply);
        } else {
            leave(() -> refused(answer.request(), reply));
        }
    }

    private void succeeded(AppendEntriesRequestProto request, AppendEntriesReplyProto reply) {
        FollowerInfo follower = getFollower();
        long known = follower.getNextIndex();
        long next =
                request.getEntriesCount() > 0
                        ? reply.getNextIndex()
                        : Math.max(known, previousIndex(request) + 1);
        if (next < known) {
            throw new IllegalStateException(
                    "%s wants entry %d next, which it has acknowledged"
                            .formatted(follower.getName(), next));
        }
        if (next > known) {
            follower.updateMatchIndex(next - 1);
            follower.increaseNextIndex(next);
            getLeaderState().onFollowerSuccessAppendEntries(follower);
        }
        getLeaderState().onAppendEntriesReply(this, reply);
    }

    private static long previousIndex(AppendEntriesRequestProto request) {
        return request.hasPreviousLog()
                ? request.getPreviousLog().getIndex()
                : RaftLog.INVALID_LOG_INDEX;
    }

    /** The follower knows of a later term, or misses what comes before. */
    private void refused(AppendEntriesRequestProto request, AppendEntriesReplyProto reply) {
        if (reply.getResult() == AppendResult.NOT_LEADER) {
            onFollowerTerm(reply.getTerm());
        } else if (reply.getResult() == AppendResult.INCONSISTENCY) {
            long first =
                    request.getEntriesCount() > 0
                            ? request.getEntries(0).getIndex()
                            : RaftLog.INVALID_LOG_INDEX;
            getFollower().setNextIndex(getNextIndexForInconsistency(first, reply.getNextIndex()));
        } else {
            LOG.warn("{} answers {}", getFollower().getName(), reply.getResult());
        }
        getLeaderState().onAppendEntriesReply(this, reply);
    }

    private void failed(Throwable why) {
        if (!failing && isRunning()) {
            String cause = Member.unwrapped(why).getMessage();
            LOG.warn("a peer cannot be reached: peer={} error=\"{}\"", getFollowerId(), cause);
        }
        failing = true;
        pause = new Pause(rpc.now() + PAUSE.toNanos());
        bell.release();
    }

    private void leave(Slow toTheThread) {
        busy = true;
        slow.set(toTheThread);
        bell.release();
    }

    /** The thread of this sender; when this throws, Ratis makes another sender. */
    @Override
    public void run() throws InterruptedException, IOException {
        while (isRunning() && broken == null) {
            Slow task = slow.getAndSet(null);
            if (task != null) {
                end(done(task));
            } else {
                giveUpWhatIsLate();
                notifyLogAppender();
                await();
            }
            getLeaderState().checkHealth(getFollower());
        }
        Exception why = broken;
        if (why != null && isRunning()) {
            rest();
            throw new IOException("entries for %s".formatted(getFollowerId()), why);
        }
    }

    private void rest() throws InterruptedException {
        bell.drainPermits();
        var _ = bell.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Outcome done(Slow task) {
        try {
            task.run();
            return new Outcome.Done();
        } catch (IOException | RuntimeException failure) {
            return new Outcome.Failed(failure);
        }
    }

    private void giveUpWhatIsLate() {
        Flight late = flight;
        if (late != null && late.until() - rpc.now() <= 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(patienceNanos);
            late.reply().completeExceptionally(new IOException("no answer in " + millis + " ms"));
        }
    }

    private void await() throws InterruptedException {
        int whileBusy = getServer().properties().minRpcTimeoutMs() / LOOKS_WHILE_BUSY;
        long millis =
                busy ? whileBusy : pause != null ? PAUSE.toMillis() : getHeartbeatWaitTimeMs();
        boolean rung =
                bell.tryAcquire(Math.clamp(millis, 1, LOOK.toMillis()), TimeUnit.MILLISECONDS);
        if (rung) {
            bell.drainPermits();
        }
    }

    @Override
    public long getCallId() {
        return CallId.get();
    }

    @Override
    public Comparator<Long> getCallIdComparator() {
        return CallId.getComparator();
    }
}
