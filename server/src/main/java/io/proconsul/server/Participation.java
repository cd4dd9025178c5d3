package io.proconsul.server;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Peer;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.server.cluster.Autopilot;
import io.proconsul.server.cluster.FoundingSettings;
import io.proconsul.server.cluster.Gathering;
import io.proconsul.server.cluster.ServerDirectory;
import io.proconsul.server.cluster.ServerKinds;
import io.proconsul.server.endpoint.ClusterPeers;
import io.proconsul.server.leader.Member;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * This server's part in the cluster: how it comes to a log and stays in it, and while it leads, how
 * it looks after the others'. What takes time happens on the notifier, one after the other.
 */
final class Participation {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    /** As long as the reference waits for the others to take a leaving server out. */
    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(5);

    private final ServerSettings settings;
    private final Supplier<List<Member>> members;
    private final Executor notifier;
    private final ServerDirectory servers;
    private final ServerKinds kinds;
    private final Consumer<EngineEvent> listener;
    private final ReplicatedLog log;
    private final Gathering gathering;
    private final Autopilot autopilot;
    private final ClusterPeers peers;
    private final Timers timers;
    private final CompletableFuture<Void> removed = new CompletableFuture<>();
    private volatile boolean leaving;
    private volatile boolean closed;

    /**
     * @param config what an operator wants of the autopilot
     * @param listener hears what the engine says, and of engines that cannot be started
     */
    Participation(
            ServerSettings settings,
            ServerSurroundings around,
            ServerDirectory servers,
            Fsm state,
            Supplier<AutopilotConfig> config,
            Consumer<EngineEvent> listener) {
        this.settings = settings;
        this.members = around.members();
        this.notifier = around.notifier();
        this.timers = around.timers();
        this.servers = servers;
        this.listener = listener;
        this.log =
                new ReplicatedLog(() -> around.engine().create(state, this::engineSays, servers));
        this.kinds =
                new ServerKinds(
                        settings.datacenter(),
                        around.forwarder(),
                        around.timers(),
                        around.chance(),
                        notifier,
                        this::learnt);
        this.gathering = gathering(around);
        this.autopilot = autopilot(around, config);
        this.peers = new EnginePeers(log::engine, servers, autopilot::health);
    }

    private Gathering gathering(ServerSurroundings around) {
        return new Gathering(
                settings.founding(),
                self(),
                settings.datacenter(),
                () -> servers.aliveWithout(settings.nodeId()),
                kinds,
                around.forwarder(),
                around.timers(),
                around.chance(),
                notifier,
                this::startLate);
    }

    private Autopilot autopilot(ServerSurroundings around, Supplier<AutopilotConfig> config) {
        return new Autopilot(
                settings.nodeId(),
                log::engine,
                servers,
                kinds,
                config,
                around.forwarder(),
                around.pools()::forceLeave,
                around.clock(),
                around.timers(),
                around.chance(),
                notifier);
    }

    private Peer self() {
        return new Peer(settings.nodeId(), settings.address(), true);
    }

    ConsensusEngine engine() {
        return log.engine();
    }

    /** With the addresses of now. */
    EngineStatus status() {
        return servers.addressed(log.engine().status());
    }

    ClusterPeers peers() {
        return peers;
    }

    /** What this server says to others that look for a log, as it travels. */
    List<String> foundingAnswer() {
        return gathering.answer(log.engine().status());
    }

    /** See {@link Server#start}. */
    void start() throws IOException {
        servers.fill(members.get());
        notifier.execute(() -> servers.aliveWithout(settings.nodeId()).forEach(kinds::changed));
        FoundingSettings founding = settings.founding();
        if (log.engine().hasLog()) {
            if (founding.bootstrap() || founding.expect() > 0) {
                LOG.info("Raft data found, disabling bootstrap mode");
            }
            log.start(List.of());
        } else if (founding.bootstrap() && !founding.joins()) {
            log.start(List.of(self()));
        } else {
            notifier.execute(gathering::begin);
            return;
        }
        gathering.close();
    }

    private void startLate(List<Peer> founders) {
        try {
            log.start(founders);
        } catch (IOException failure) {
            listener.accept(new EngineEvent.Fatal(failure));
        }
    }

    /**
     * Leaves for good: another server leads first, then gossip hears of it, then the new leader
     * takes this one out. Whatever of it takes too long is given up; the cluster finds out by
     * itself.
     *
     * @param gossip says goodbye to the pools
     */
    CompletableFuture<Void> leave(Supplier<CompletableFuture<Void>> gossip) {
        LOG.info("server starting leave");
        leaving = true;
        EngineStatus now = log.engine().status();
        boolean alone = now.peers().stream().filter(Peer::voter).count() < 2;
        boolean leads = now.role() == EngineStatus.Role.LEADER;
        CompletableFuture<Void> handedOver =
                leads && !alone
                        ? log.engine().transferLeadership(null)
                        : CompletableFuture.completedFuture(null);
        return handedOver
                .exceptionally(failure -> {
                    LOG.warn("leaving without a successor: error=\"{}\"", failure.getMessage());
                    return null;
                })
                .thenCompose(_ -> gossip.get())
                .thenCompose(_ -> alone ? CompletableFuture.completedFuture(null) : removal());
    }

    private CompletableFuture<Void> removal() {
        timers.after(REMOVAL_PATIENCE, () -> removed.complete(null));
        return removed;
    }

    private void takenOut() {
        if (leaving) {
            removed.complete(null);
        } else {
            startAnew();
        }
    }

    /** The leader adds this server again when it still belongs to the cluster. */
    private void startAnew() {
        LOG.warn("this server was removed from the cluster; waiting to be added again");
        try {
            log.startAnew();
        } catch (IOException failure) {
            listener.accept(new EngineEvent.Fatal(failure));
        }
    }

    /** The listener first, so that calls see at once what is said; what follows takes its time. */
    private void engineSays(EngineEvent event) {
        listener.accept(event);
        if (!closed) {
            notifier.execute(() -> follow(event));
        }
    }

    private void follow(EngineEvent event) {
        switch (event) {
            case EngineEvent.LeadershipGained _ -> autopilot.start();
            case EngineEvent.LeadershipLost _, EngineEvent.Fatal _ -> autopilot.stop();
            case EngineEvent.ConfigurationChanged _ -> autopilot.look();
            case EngineEvent.TakenOut _ -> takenOut();
            case EngineEvent.LeaderChanged _ -> {}
        }
    }

    /** See {@link Server#joinedWhoCanBe}. */
    void joinedWhoCanBe() {
        notifier.execute(gathering::nobodyElseComes);
    }

    /** Gossip has news about a member. */
    void memberChanged(Member member) {
        if (servers.changed(member) && !closed) {
            notifier.execute(() -> follow(member.tag("id")));
        }
    }

    private void follow(String id) {
        if (!id.equals(settings.nodeId())) {
            servers.find(id).ifPresentOrElse(kinds::changed, () -> kinds.forget(id));
        }
        gathering.look();
        autopilot.changed(id);
    }

    /** Somebody is known to be a server of ours, or none. */
    private void learnt() {
        gathering.look();
        autopilot.look();
    }

    void close() {
        closed = true; // the notifier may be gone before the engine has said its last word
        gathering.close();
        log.close();
    }
}
