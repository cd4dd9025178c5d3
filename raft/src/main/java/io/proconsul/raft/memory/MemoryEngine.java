package io.proconsul.raft.memory;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Peer;
import io.proconsul.raft.engine.Applier;
import io.proconsul.raft.engine.Entry;
import io.proconsul.raft.engine.Events;
import io.proconsul.raft.engine.GroupCommit;
import io.proconsul.raft.engine.Pacing;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A log of one server that keeps nothing: leader from the start, an entry is committed when it is
 * appended, all is gone after {@link #close}. Batches, applies on a thread of its own and speaks of
 * events like an engine with a disk.
 */
public final class MemoryEngine implements ConsensusEngine {
    private static final long TERM = 1;

    private final Peer self;
    private final Applier applier;
    private final Events events;
    private final GroupCommit groupCommit;
    private final ExecutorService applying =
            Executors.newSingleThreadExecutor(
                    task -> Thread.ofPlatform().daemon().name("raft-apply").unstarted(task));
    private volatile EngineStatus.Role role = EngineStatus.Role.FOLLOWER;
    private volatile long appliedIndex;

    /** The id of this server comes from {@code self}; it is the only peer there will ever be. */
    public MemoryEngine(Peer self, Fsm fsm, Consumer<EngineEvent> listener, Chance chance) {
        this.self = self;
        this.applier = new Applier(fsm);
        this.events = new Events(listener);
        this.groupCommit =
                new GroupCommit(GroupCommit.Limits.STANDARD, chance, Pacing.AT_ONCE, this::append);
    }

    /** Its own from the beginning: nobody needs to be waited for. */
    @Override
    public boolean hasLog() {
        return true;
    }

    /** Alone, whoever the founders are. */
    @Override
    public void start(List<Peer> founders) {
        role = EngineStatus.Role.LEADER;
        events.tell(new EngineEvent.ConfigurationChanged(List.of(self)));
        events.tell(new EngineEvent.LeaderChanged(self.id(), self.address()));
        events.tell(new EngineEvent.LeadershipGained(TERM));
    }

    @Override
    public boolean holdsLease() {
        return leads();
    }

    private boolean leads() {
        return role == EngineStatus.Role.LEADER;
    }

    @Override
    public CompletableFuture<Object> propose(byte[] command) {
        return groupCommit.propose(command);
    }

    private void append(Entry entry) {
        if (!leads()) {
            entry.refused();
            return;
        }
        try {
            applying.execute(() -> apply(entry));
        } catch (RejectedExecutionException closed) {
            entry.failed(new ConsensusException.Stopped("the log is closed"));
        }
    }

    private void apply(Entry entry) {
        try {
            long index = appliedIndex + 1;
            List<Object> outcomes = applier.apply(index, TERM, entry.content());
            appliedIndex = index;
            entry.applied(outcomes);
        } catch (RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        stop(new ConsensusException.Stopped("applying a command failed: " + failure));
        events.tell(new EngineEvent.Fatal(failure));
    }

    private void stop(ConsensusException why) {
        boolean led = leads();
        role = EngineStatus.Role.STOPPED;
        groupCommit.stop(why);
        if (led) {
            events.tell(new EngineEvent.LeadershipLost(TERM));
        }
    }

    @Override
    public Duration lastContact() {
        return Duration.ZERO;
    }

    /** There are no peers. */
    @Override
    public boolean hears(String peerId) {
        return false;
    }

    /** What was acknowledged has been applied: there is nothing to wait for. */
    @Override
    public CompletableFuture<Long> barrier() {
        return leads()
                ? CompletableFuture.completedFuture(appliedIndex)
                : CompletableFuture.failedFuture(new ConsensusException.NotLeader());
    }

    @Override
    public EngineStatus status() {
        long applied = appliedIndex;
        @Nullable String leader = leads() ? self.id() : null;
        return new EngineStatus(
                role,
                TERM,
                leader,
                leads() ? self.address() : "",
                leads(),
                applied,
                applied,
                applied,
                0,
                0,
                Duration.ZERO,
                List.of(self));
    }

    @Override
    public CompletableFuture<Void> addNonVoter(Peer peer) {
        return staysAlone();
    }

    @Override
    public CompletableFuture<Void> promote(String peerId) {
        return staysAlone();
    }

    @Override
    public CompletableFuture<Void> demote(String peerId) {
        return staysAlone();
    }

    @Override
    public CompletableFuture<Void> removePeer(String peerId) {
        return staysAlone();
    }

    @Override
    public CompletableFuture<Void> transferLeadership(@Nullable String peerId) {
        return staysAlone();
    }

    private static CompletableFuture<Void> staysAlone() {
        return CompletableFuture.failedFuture(
                new ConsensusException.Refused(
                        "a server that keeps its log in memory has no peers"));
    }

    /** There is no disk to write to; the answer is the index a snapshot would have had. */
    @Override
    public CompletableFuture<Long> requestSnapshot() {
        return CompletableFuture.completedFuture(appliedIndex);
    }

    @Override
    public void close() {
        stop(new ConsensusException.Stopped("the log is closed"));
        applying.close();
        events.close();
    }
}
