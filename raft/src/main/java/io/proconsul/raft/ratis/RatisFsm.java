package io.proconsul.raft.ratis;

import io.proconsul.raft.engine.Applier;
import io.proconsul.raft.engine.Content;
import io.proconsul.raft.engine.Entry;
import io.proconsul.raft.engine.EntryFormat;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What Ratis drives: hands entries to the {@link Applier}, keeps its place in the log, and passes
 * on what Ratis has to say.
 *
 * <p>Ratis pauses the machine of a server that joins before it was ever started, and insists on the
 * order of the states of its life cycle: see {@link #pause} and {@link #reinitialize}.
 */
final class RatisFsm extends BaseStateMachine {
    private static final CompletableFuture<Message> APPLIED =
            CompletableFuture.completedFuture(Message.EMPTY);

    private final Applier applier;
    private final SnapshotFiles files;
    private final Snapshots snapshots;
    private final Progress progress;
    private final Listener listener;

    /** The state machine has failed, so the state is no longer that of the log. */
    private volatile boolean broken;

    /** What the engine wants to know. Called on threads of Ratis, some of which hold its locks. */
    interface Listener {
        void leaderChanged(RaftPeerId leader);

        /** This server leads and has applied everything that was committed before. */
        void leadershipGained();

        void leadershipLost();

        void configurationChanged(RaftConfigurationProto configuration);

        /** Ratis cannot write its log, or a command cannot be applied. */
        void failed(Throwable cause);

        /** Ratis has closed the log, by itself or because it was told to. */
        void closed();

        /** Checks that the log goes on where this snapshot ends. */
        void checkLogFollows(long snapshotIndex) throws IOException;
    }

    RatisFsm(
            Applier applier,
            SnapshotFiles files,
            Snapshots snapshots,
            Progress progress,
            Listener listener) {
        this.progress = progress;
        this.applier = applier;
        this.files = files;
        this.snapshots = snapshots;
        this.listener = listener;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
            throws IOException {
        super.initialize(server, group, storage);
        files.init(storage);
        getLifeCycle().startAndTransition(this::load);
    }

    private void load() throws IOException {
        TermIndex at = files.load(applier).map(Snapshot::at).orElse(TermIndex.INITIAL_VALUE);
        listener.checkLogFollows(at.getIndex());
        beginAt(at);
    }

    private void beginAt(TermIndex snapshot) {
        setLastAppliedTermIndex(snapshot);
        progress.applied(snapshot.getIndex());
        snapshots.startCounting();
    }

    /** Before a snapshot from the leader replaces the state. */
    @Override
    public void pause() {
        LifeCycle lifeCycle = getLifeCycle();
        lifeCycle.transition(LifeCycle.State.PAUSING);
        lifeCycle.transition(LifeCycle.State.PAUSED);
    }

    /** After one: Ratis has put it into the folder, but not made sure that it stays there. */
    @Override
    public void reinitialize() throws IOException {
        files.forceNewest();
        beginAt(files.load(applier).map(Snapshot::at).orElse(TermIndex.INITIAL_VALUE));
        if (getLifeCycleState() == LifeCycle.State.PAUSED) {
            getLifeCycle().transition(LifeCycle.State.STARTING);
            getLifeCycle().transition(LifeCycle.State.RUNNING);
        }
    }

    @Override
    public SnapshotFiles getStateMachineStorage() {
        return files;
    }

    /** Called by Ratis on the apply thread when we asked for it; the writing goes on elsewhere. */
    @Override
    public long takeSnapshot() {
        if (!broken) {
            snapshots.asked(getLastAppliedTermIndex());
        }
        return RaftLog.INVALID_LOG_INDEX;
    }

    @Override
    public TransactionContext startTransaction(RaftClientRequest request) {
        return TransactionContext.newBuilder()
                .setStateMachine(this)
                .setClientRequest(request)
                .setStateMachineContext(entry(request))
                .build();
    }

    private static Entry entry(RaftClientRequest request) {
        if (request.getMessage() instanceof EntryMessage message) {
            return message.entry();
        }
        throw new IllegalArgumentException("a write that does not come from this process");
    }

    @Override
    public TransactionContext preAppendTransaction(TransactionContext transaction) {
        if (transaction.getStateMachineContext() instanceof Entry entry) {
            entry.taken();
        }
        return transaction;
    }

    /**
     * After a failure nothing more is applied, but Ratis is not told: its apply thread would spin
     * for ever when the log is being closed at that moment. The engine closes the log.
     */
    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        if (broken) {
            return APPLIED;
        }
        try {
            apply(transaction);
        } catch (RuntimeException | Error failure) {
            broken = true;
            listener.failed(failure);
        }
        return APPLIED;
    }

    private void apply(TransactionContext transaction) {
        LogEntryProto logged = transaction.getLogEntry();
        TermIndex at = TermIndex.valueOf(logged);
        var bytes = logged.getStateMachineLogEntry().getLogData();
        if (transaction.getStateMachineContext() instanceof Entry ours) {
            List<Object> outcomes = applier.apply(at.getIndex(), at.getTerm(), ours.content());
            updateLastAppliedTermIndex(at);
            ours.applied(outcomes);
        } else {
            Content content = EntryFormat.decode(bytes.asReadOnlyByteBuffer());
            applier.apply(at.getIndex(), at.getTerm(), content);
            updateLastAppliedTermIndex(at);
        }
        snapshots.applied(at, bytes.size());
    }

    @Override
    protected boolean updateLastAppliedTermIndex(TermIndex at) {
        boolean forward = super.updateLastAppliedTermIndex(at);
        progress.applied(at.getIndex());
        return forward;
    }

    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        if (!broken) {
            super.notifyTermIndexUpdated(term, index);
        }
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId self, RaftPeerId leader) {
        listener.leaderChanged(leader);
    }

    /** Ratis says so once the first entry of the term, its own, has been applied. */
    @Override
    public void notifyLeaderReady() {
        listener.leadershipGained();
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        listener.leadershipLost();
    }

    @Override
    public void notifyConfigurationChanged(
            long term, long index, RaftConfigurationProto configuration) {
        listener.configurationChanged(configuration);
    }

    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
        listener.failed(cause);
    }

    @Override
    public void close() {
        listener.closed();
    }
}
