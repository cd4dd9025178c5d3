package io.proconsul.raft.ratis;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Peer;
import io.proconsul.raft.PeerLink;
import io.proconsul.raft.engine.Applier;
import io.proconsul.raft.engine.BatchWindow;
import io.proconsul.raft.engine.Entry;
import io.proconsul.raft.engine.Events;
import io.proconsul.raft.engine.GroupCommit;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A log on disk, replicated by Apache Ratis. What is acknowledged was forced to the disks of a
 * majority before.
 *
 * <p>The way of a command: {@link GroupCommit} puts it into an entry, {@link EntryAppender} hands
 * that to Ratis, which writes, replicates and commits it and calls {@link RatisFsm} on its apply
 * thread; that gives the entry its outcomes, and the proposers are told. Ratis is never asked for
 * their replies.
 */
public final class RatisEngine implements ConsensusEngine {
    /** There is one log per server, so its name says nothing and never changes. */
    static final RaftGroupId GROUP =
            RaftGroupId.valueOf(UUID.fromString("70726f63-6f6e-4375-8c72-616674000001"));

    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    /** How long Ratis may take to call its apply thread. */
    private static final long SNAPSHOT_CALL_MILLIS = 10_000;

    /** What is on the disk is safe; only its threads may still be there after that. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final RatisSettings settings;
    private final PeerLink link;
    private final LogFolder folder;
    private final Events events;
    private final LeaderContact leaderContact;
    private final Clock clock;
    private final Lease lease;
    private final Appenders appenders = new Appenders();
    private final Progress progress = new Progress();
    private final GroupCommit groupCommit;
    private final SnapshotFiles files;
    private final Snapshots snapshots;
    private final RatisFsm fsm;
    private final Leadership leadership;
    private final RatisThreads threads;

    private volatile @Nullable Running running;
    private volatile EngineStatus lastStatus = Status.none();

    /** Closed or failed: nothing comes after. */
    private final AtomicBoolean over = new AtomicBoolean();

    /** Under the lock of this. */
    private @Nullable Thread closer;

    /** What exists once Ratis runs. */
    private record Running(
            Member member, EntryAppender appender, Barriers barriers, Membership membership) {}

    /**
     * @param link what the engine reaches its peers by; {@link PeerLink#none} on a server that
     *     stays alone
     * @param listener is told of events, see {@link EngineEvent}
     */
    public RatisEngine(
            RatisSettings settings,
            Fsm stateMachine,
            PeerLink link,
            Consumer<EngineEvent> listener,
            Disk disk,
            Clock clock,
            Timers timers,
            Chance chance) {
        this.settings = settings;
        this.link = link;
        this.folder = new LogFolder(disk, settings.folder());
        this.events = new Events(listener);
        this.leadership = new Leadership(events);
        this.leaderContact =
                new LeaderContact(
                        clock,
                        settings.electionTimeout(),
                        () ->
                                leadership.leaderUnknown(
                                        () -> member().division.getInfo().getLeaderId() != null));
        this.clock = clock;
        this.lease = new Lease(new SleepAwareClock(clock), settings.electionTimeout());
        this.groupCommit =
                new GroupCommit(
                        GroupCommit.Limits.STANDARD,
                        chance,
                        new BatchWindow(clock, timers),
                        this::append);
        this.files = new SnapshotFiles(disk);
        Applier applier = new Applier(stateMachine);
        this.snapshots = new Snapshots(files, applier, settings, chance, new SnapshotLog());
        this.threads = new RatisThreads(settings.self().id());
        this.fsm = new RatisFsm(applier, files, snapshots, progress, new FsmListener());
    }

    @Override
    public boolean hasLog() throws IOException {
        return folder.holdsLog();
    }

    @Override
    public void start(List<Peer> founders) throws IOException {
        requireSelfAmong(founders);
        warmUp();
        try {
            folder.prepare(settings.self().id());
            boolean tookPart = hasLog();
            List<Peer> first = folder.founders(founders);
            threads.run(() -> start(server(first, tookPart)));
        } catch (IOException | RuntimeException failure) {
            close();
            folder.explain(failure);
            throw new IOException(
                    "the raft log in %s cannot be opened: %s"
                            .formatted(settings.folder(), rootMessage(failure)),
                    failure);
        }
    }

    private void requireSelfAmong(List<Peer> founders) {
        String self = settings.self().id();
        if (!founders.isEmpty() && founders.stream().noneMatch(peer -> peer.id().equals(self))) {
            throw new IllegalArgumentException(
                    "the founders of a log must include this server, " + self);
        }
    }

    /**
     * Ratis makes itself known to JMX, whose first use takes longer than any other step of a start:
     * so it begins early, beside the others.
     */
    private static void warmUp() {
        Thread.ofPlatform()
                .daemon()
                .name("raft-warm-up")
                .start(ManagementFactory::getPlatformMBeanServer);
    }

    private void start(RaftServer server) throws IOException {
        try {
            Member member = new Member(server);
            // Before the start, for a server that is alone leads before that returns.
            running =
                    new Running(
                            member,
                            new EntryAppender(member, settings.folder()),
                            barriers(member),
                            new Membership(member, link, settings.electionTimeout()));
            server.start();
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private Barriers barriers(Member member) {
        Duration patience = settings.electionTimeout().multipliedBy(2);
        return new Barriers(member, link, appenders, progress, patience);
    }

    private RaftServer server(List<Peer> founders, boolean tookPart) throws IOException {
        var promise = new VotePromise(clock, settings.electionTimeout(), tookPart);
        return RaftServer.newBuilder()
                .setServerId(RaftPeerId.valueOf(settings.self().id()))
                .setGroup(
                        RaftGroup.valueOf(
                                GROUP, founders.stream().map(Membership::ratisPeer).toList()))
                .setStateMachine(fsm)
                .setThreadGroup(threads.group())
                .setOption(RaftStorage.StartupOption.RECOVER)
                .setProperties(RatisProperties.of(settings))
                .setParameters(
                        LinkRpcType.parameters(
                                new LinkRpc.Parts(
                                        link,
                                        leaderContact,
                                        promise,
                                        lease,
                                        appenders,
                                        () -> running().barriers())))
                .build();
    }

    /** The innermost text, where Ratis says what it ran into. */
    private static String rootMessage(Throwable failure) {
        String text = failure.toString();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text = cause.getMessage() == null ? text : cause.getMessage();
        }
        return text;
    }

    @Override
    public CompletableFuture<Object> propose(byte[] command) {
        return groupCommit.propose(command);
    }

    private void append(Entry entry) {
        Running now = running;
        if (now == null) {
            entry.refused();
        } else {
            now.appender().append(entry);
        }
    }

    @Override
    public boolean holdsLease() {
        Running now = running;
        return now != null
                && leadership.leads()
                && lease.holds()
                && (lease.isAlone() || now.member().holdsAllCommitted());
    }

    @Override
    public CompletableFuture<Long> barrier() {
        return whileRunning(now -> now.barriers().barrier()).thenApply(this::stillTrue);
    }

    /** Should the state machine have failed, the index stands for nothing. */
    private long stillTrue(long appliedIndex) {
        if (over.get()) {
            throw new CompletionException(
                    new ConsensusException.Stopped("the raft log is not open"));
        }
        return appliedIndex;
    }

    @Override
    public CompletableFuture<Void> addNonVoter(Peer peer) {
        return whileRunning(now -> now.membership().addNonVoter(peer));
    }

    @Override
    public CompletableFuture<Void> promote(String peerId) {
        return whileRunning(now -> now.membership().promote(peerId));
    }

    @Override
    public CompletableFuture<Void> demote(String peerId) {
        return whileRunning(now -> now.membership().demote(peerId));
    }

    @Override
    public CompletableFuture<Void> removePeer(String peerId) {
        return whileRunning(now -> now.membership().remove(peerId));
    }

    @Override
    public CompletableFuture<Void> transferLeadership(@Nullable String peerId) {
        return whileRunning(now -> now.membership().transfer(peerId));
    }

    @Override
    public CompletableFuture<Long> requestSnapshot() {
        return whileRunning(now -> snapshots.request(now.member().appliedIndex()));
    }

    private <T> CompletableFuture<T> whileRunning(Function<Running, CompletableFuture<T>> call) {
        Running now = running;
        return now == null || over.get() || !now.member().isAlive()
                ? CompletableFuture.failedFuture(
                        new ConsensusException.Stopped("the raft log is not open"))
                : call.apply(now);
    }

    @Override
    public Duration lastContact() {
        return leadership.leads() ? Duration.ZERO : leaderContact.age();
    }

    @Override
    public boolean hears(String peerId) {
        return leadership.leads()
                && appenders.answered(peerId, settings.electionTimeout().multipliedBy(2));
    }

    @Override
    public EngineStatus status() {
        Running now = running;
        if (now == null && !over.get()) {
            return Status.none();
        }
        if (now == null || !now.member().isAlive()) {
            return Status.stopped(lastStatus);
        }
        try {
            EngineStatus status =
                    Status.of(now.member(), files.getLatestSnapshot(), leaderContact.age());
            lastStatus = status;
            return status;
        } catch (IllegalStateException closedMeanwhile) {
            return Status.stopped(lastStatus);
        }
    }

    /** Fails all who wait. True the first time. */
    private boolean stop(ConsensusException why) {
        boolean first = over.compareAndSet(false, true);
        groupCommit.stop(why);
        snapshots.stop(why);
        return first;
    }

    private void fail(Throwable cause) {
        String what =
                "the raft log in %s has failed: %s"
                        .formatted(settings.folder(), rootMessage(cause));
        if (!stop(new ConsensusException.Stopped(what))) {
            return;
        }
        LOG.error(what, cause);
        leadership.lost();
        events.tell(new EngineEvent.Fatal(new IOException(what, cause)));
        // On another thread: Ratis called us on one that it waits for when it closes.
        beginToClose();
    }

    private synchronized Thread beginToClose() {
        Thread begun = closer;
        if (begun == null) {
            begun = Thread.ofPlatform().daemon().name("raft-close").start(this::closeServer);
            closer = begun;
        }
        return begun;
    }

    private void closeServer() {
        Running now = running;
        if (now != null) {
            status();
            now.member().close();
        }
    }

    @Override
    public void close() {
        stop(new ConsensusException.Stopped("the raft log is closed"));
        try {
            if (!beginToClose().join(CLOSE_PATIENCE)) {
                LOG.error("the raft log does not close: folder={}", settings.folder());
            }
            snapshots.awaitWriter();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        events.close();
    }

    private Member member() {
        return running().member();
    }

    /** Ratis may speak before {@link #start} returns, but not before {@code running} is set. */
    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the raft log has not been started");
        }
        return now;
    }

    private final class FsmListener implements RatisFsm.Listener {
        @Override
        public void leaderChanged(RaftPeerId leader) {
            var configuration = member().division.getRaftConf();
            leadership.leaderChanged(leader.toString(), Status.address(configuration, leader));
        }

        @Override
        public void leadershipGained() {
            if (!over.get()) {
                leadership.gained(member().division.getInfo().getCurrentTerm());
            }
        }

        @Override
        public void leadershipLost() {
            leadership.lost();
        }

        @Override
        public void configurationChanged(RaftConfigurationProto configuration) {
            Optional<List<Peer>> peers = Status.peers(configuration);
            lease.startOver(
                    peers.isPresent() && peers.get().stream().filter(Peer::voter).count() == 1);
            peers.ifPresent(leadership::configuration);
            member().pauseElectionsOfNonVoter();
        }

        @Override
        public void failed(Throwable cause) {
            fail(cause);
        }

        /** By itself Ratis does so when it failed, or when this server is taken out of the log. */
        @Override
        public void closed() {
            threads.wakeLogWriter();
            if (over.get()) {
                return;
            }
            if (member().isTakenOut()) {
                stop(
                        new ConsensusException.Stopped(
                                "this server has been taken out of the raft log"));
                leadership.lost();
                folder.markTakenOut();
                // On another thread: Ratis called us on one that it waits for when it closes.
                beginToClose();
                events.tell(new EngineEvent.TakenOut());
            } else {
                fail(reasonToClose());
            }
        }

        /** Ratis logs the reason and does not tell it. */
        private IOException reasonToClose() {
            IOException unknown = new IOException("it was closed by an error that was logged");
            try {
                folder.explain(unknown);
                return unknown;
            } catch (IOException known) {
                return known;
            }
        }

        @Override
        public void checkLogFollows(long snapshotIndex) throws IOException {
            folder.checkFollows(snapshotIndex);
        }
    }

    private final class SnapshotLog implements Snapshots.Log {
        @Override
        public void forget(long index) {
            var _ = member().division.getRaftLog().purge(index);
        }

        /** Ratis calls the apply thread, from which a snapshot must be begun. */
        @Override
        public void askForSnapshot() {
            Member member = member();
            try {
                var _ =
                        member.server.snapshotManagementAsync(
                                SnapshotManagementRequest.newCreate(
                                        member.client,
                                        member.id(),
                                        GROUP,
                                        member.nextCall(),
                                        SNAPSHOT_CALL_MILLIS,
                                        1));
            } catch (RuntimeException notNow) {
                LOG.debug("a snapshot waits for the next entry: error={}", notNow.toString());
            }
        }
    }
}
