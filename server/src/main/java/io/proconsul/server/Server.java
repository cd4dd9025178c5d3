package io.proconsul.server;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.server.cluster.ServerDirectory;
import io.proconsul.server.endpoint.Endpoints;
import io.proconsul.server.fsm.CommandApplier;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.server.fsm.ProposalMeters;
import io.proconsul.server.fsm.RestoreLog;
import io.proconsul.server.leader.CoordinateBatches;
import io.proconsul.server.leader.FirstAutopilot;
import io.proconsul.server.leader.LeaderDuties;
import io.proconsul.server.leader.LockDelays;
import io.proconsul.server.leader.Member;
import io.proconsul.server.leader.MemberReconciler;
import io.proconsul.server.leader.OwnFederationState;
import io.proconsul.server.leader.SessionClocks;
import io.proconsul.server.leader.TombstoneClock;
import io.proconsul.server.query.BlockingQueries;
import io.proconsul.server.snapshot.LocalSnapshots;
import io.proconsul.state.StateStore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A server, put together from its parts. Any thread may use it once it is started.
 *
 * <p>What the engine tells is noted at once, so that calls see it; everything that follows from it
 * (duties, held calls, listeners) happens on the notifier, in order.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    private final ServerSettings settings;
    private final Executor notifier;
    private final StateStore store = new StateStore();
    private final ServerDirectory servers;
    private final ServerMeters meters;
    private final Leadership leadership;
    private final HeldCalls held;
    private final MemberReconciler members;
    private final LeaderDuties duties;
    private final LocalCaller caller;
    private final Participation participation;
    private final SnapshotService snapshots;
    private final List<LeaderListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public Server(ServerSettings settings, ServerSurroundings around) {
        this.settings = settings;
        this.notifier = around.notifier();
        this.servers = new ServerDirectory(settings.datacenter());
        this.leadership = new Leadership(settings, this::engine, servers);
        this.meters = new ServerMeters(around.metrics());
        CommandLog log =
                new CommandLog(
                        command -> engine().propose(command),
                        new ProposalMeters(around.metrics(), around.clock()));
        LockDelays lockDelays = new LockDelays(around.clock());
        SessionClocks sessions = sessionClocks(log, around);
        this.held =
                new HeldCalls(
                        around.clock(),
                        around.timers(),
                        around.chance(),
                        notifier,
                        settings.holdTime());
        this.members = reconciler(log, around);
        CoordinateBatches coordinates =
                new CoordinateBatches(log, around.timers(), around.chance());
        this.duties =
                new LeaderDuties(
                        sessions,
                        tombstoneClock(log, around),
                        members,
                        coordinates,
                        firstAutopilot(log),
                        ownFederationState(log, around),
                        lockDelays,
                        store::root);
        this.participation =
                new Participation(
                        settings,
                        around,
                        servers,
                        new CommandApplier(store, duties::applied, this::restored),
                        this::autopilotConfig,
                        this::engineSays);
        Endpoints endpoints =
                new ServerEndpoints(
                                settings,
                                around,
                                store::root,
                                log,
                                leadership,
                                lockDelays,
                                sessions,
                                coordinates,
                                this::status,
                                participation.peers(),
                                participation::foundingAnswer)
                        .all();
        BlockingQueries queries = queries(around);
        meters.watch(this::status, sessions, queries);
        meters.watch(this::clusterHealth);
        this.caller =
                new LocalCaller(
                        settings,
                        endpoints,
                        around.tokens(),
                        leadership,
                        queries,
                        new ReadBarrier(() -> engine().barrier()),
                        held,
                        around.forwarder(),
                        around.others(),
                        notifier);
        this.snapshots = snapshots(log, around);
    }

    private SnapshotService snapshots(CommandLog log, ServerSurroundings around) {
        return new LocalSnapshots(
                settings.datacenter(),
                store::root,
                this::status,
                () -> engine().barrier(),
                new RestoreLog(log, () -> around.chance().uuid().toString()),
                around.tokens(),
                leadership,
                around.clock(),
                around.snapshots());
    }

    private SessionClocks sessionClocks(CommandLog log, ServerSurroundings around) {
        return new SessionClocks(
                around.clock(),
                around.timers(),
                around.chance(),
                id -> log.propose(LeaderDuties.destroy(settings.datacenter(), id)));
    }

    private TombstoneClock tombstoneClock(CommandLog log, ServerSurroundings around) {
        return new TombstoneClock(
                around.clock(),
                around.timers(),
                settings.tombstoneTtl(),
                settings.tombstoneGranularity(),
                index -> log.propose(LeaderDuties.reap(settings.datacenter(), index)));
    }

    private MemberReconciler reconciler(CommandLog log, ServerSurroundings around) {
        return new MemberReconciler(
                settings.datacenter(),
                settings.nodeName(),
                around.members(),
                store::root,
                log,
                around.timers(),
                around.chance(),
                settings.reconcileInterval());
    }

    private FirstAutopilot firstAutopilot(CommandLog log) {
        return new FirstAutopilot(settings.datacenter(), settings.autopilot(), store::root, log);
    }

    private OwnFederationState ownFederationState(CommandLog log, ServerSurroundings around) {
        return new OwnFederationState(
                settings.datacenter(),
                store,
                log,
                around.clock(),
                around.timers(),
                around.chance());
    }

    private BlockingQueries queries(ServerSurroundings around) {
        return new BlockingQueries(
                store, leadership, around.timers(), around.chance(), notifier, settings.queries());
    }

    /** What the leader thinks of all servers; null where another leads. */
    private @Nullable ClusterHealth clusterHealth() {
        return leadership.ready() ? participation.peers().health().getNow(null) : null;
    }

    /** The first leader puts one into the state; until then its configuration file's holds. */
    private AutopilotConfig autopilotConfig() {
        AutopilotConfig stored = store.root().autopilot();
        return stored == null ? settings.autopilot() : stored;
    }

    /**
     * Opens the log, applies what it holds, and takes part from now on. A server that has no log
     * and may not begin one alone meets others first.
     */
    public void start() throws IOException {
        participation.start();
    }

    /** The log before a restore is of no use any more, and it is long. */
    private void restored() {
        notifier.execute(() -> {
            if (leadership.ready()) {
                duties.restored();
            }
            var _ = engine().requestSnapshot().whenComplete((index, failure) -> told(failure));
        });
    }

    private static void told(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("no snapshot after the restore: error=\"{}\"", failure.getMessage());
        }
    }

    private void engineSays(EngineEvent event) {
        leadership.note(event);
        meters.note(event);
        if (!closed) {
            notifier.execute(() -> follow(event));
        }
    }

    private void follow(EngineEvent event) {
        switch (event) {
            case EngineEvent.LeadershipGained _ -> {
                duties.gained();
                leaderChanged();
            }
            case EngineEvent.LeadershipLost _ -> {
                duties.lost();
                leaderChanged();
            }
            case EngineEvent.LeaderChanged _ -> leaderChanged();
            case EngineEvent.ConfigurationChanged _ -> {}
            case EngineEvent.TakenOut _ -> leaderChanged();
            case EngineEvent.Fatal(Throwable cause) -> {
                LOG.error("the replicated log has failed; this server takes no part", cause);
                leaderChanged();
            }
        }
    }

    private void leaderChanged() {
        held.tryAll();
        for (LeaderListener listener : listeners) {
            listener.leaderChanged(isLeader(), leaderAddress());
        }
    }

    /** Answers calls; see there for threads. */
    public Caller caller() {
        return caller;
    }

    /** Saves and restores the state; see there for threads. */
    public SnapshotService snapshots() {
        return snapshots;
    }

    /** Where the replicated log stands. */
    public EngineStatus status() {
        return participation.status();
    }

    /** The servers of the datacenter, as gossip knows them. */
    public ServerDirectory servers() {
        return servers;
    }

    /**
     * Everybody this server was told to join has been tried: nobody else needs to be waited for.
     */
    public void joinedWhoCanBe() {
        participation.joinedWhoCanBe();
    }

    /** The replicated log, for those who look after its peers. */
    public ConsensusEngine engine() {
        return participation.engine();
    }

    /** The groups {@code consul} and {@code raft} of {@code agent/self}. */
    public Map<String, Map<String, String>> stats() {
        return ServerStats.of(settings, leadership, status());
    }

    /** Whether this server leads and knows all that was committed. */
    public boolean isLeader() {
        return leadership.ready();
    }

    /** {@code host:port} of the leader; empty while none is known. */
    public String leaderAddress() {
        return leadership.leaderAddress();
    }

    /** Tells {@code listener} of every change from now on. */
    public void addLeaderListener(LeaderListener listener) {
        listeners.add(listener);
    }

    /**
     * Leaves the cluster for good, in good order and within some seconds; {@link #close} is still
     * to be called.
     *
     * @param gossip says goodbye to the pools
     */
    public CompletableFuture<Void> leave(Supplier<CompletableFuture<Void>> gossip) {
        return participation.leave(gossip);
    }

    /** Gossip has news about a member. */
    public void memberChanged(Member member) {
        participation.memberChanged(member);
        members.changed(member);
    }

    /**
     * Stops taking part. Nothing acknowledged is lost; calls on their way fail or go unanswered.
     */
    @Override
    public void close() {
        closed = true; // the notifier may be gone before the engine has said its last word
        participation.close();
        duties.lost();
    }
}
