package io.proconsul.server.cluster;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.model.operator.ServerStats;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Empty;
import io.proconsul.rpc.method.Status;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.Forwarder;
import io.proconsul.server.cluster.MembershipPlan.Change;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks after the servers of the log while this one leads: asks each how it does, adds those that
 * turn up, gives votes, and takes out who has left or died. {@link MembershipPlan} decides; here is
 * what asks, waits and carries out, one change at a time.
 *
 * <p>Everything happens on the worker; {@link #health} may be called by any thread.
 */
public final class Autopilot {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.autopilot");

    /** Between two questions to all servers; so long has a server to answer (observed on 1.8.7). */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final String self;
    private final Supplier<ConsensusEngine> engine;
    private final ServerDirectory servers;
    private final ServerKinds kinds;
    private final Supplier<AutopilotConfig> config;
    private final Forwarder forwarder;
    private final Function<String, CompletableFuture<Void>> expulsion;
    private final Clock clock;
    private final Timers timers;
    private final Chance chance;
    private final Executor worker;
    private final Patience patience;

    // Only on the worker.
    private boolean running;
    private boolean changing;
    private long began;
    private @Nullable Timer next;
    private Map<String, ServerStats> answers = new HashMap<>();

    private volatile Map<String, ServerHealth> health = Map.of();

    /**
     * @param self the node id of this server
     * @param kinds which of the servers are of our kind
     * @param config what an operator wants
     * @param expulsion makes the failed member of that name leave the pools
     * @param worker runs what it is given one after the other
     */
    public Autopilot(
            String self,
            Supplier<ConsensusEngine> engine,
            ServerDirectory servers,
            ServerKinds kinds,
            Supplier<AutopilotConfig> config,
            Forwarder forwarder,
            Function<String, CompletableFuture<Void>> expulsion,
            Clock clock,
            Timers timers,
            Chance chance,
            Executor worker) {
        this.self = self;
        this.engine = engine;
        this.servers = servers;
        this.kinds = kinds;
        this.config = config;
        this.forwarder = forwarder;
        this.expulsion = expulsion;
        this.clock = clock;
        this.timers = timers;
        this.chance = chance;
        this.worker = worker;
        this.patience = new Patience(clock, chance);
    }

    /** This server leads now. */
    public void start() {
        running = true;
        began = clock.nanos();
        patience.forgetAll();
        health = Map.of();
        ask();
        look();
    }

    /** Another server does this now. */
    public void stop() {
        running = false;
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /** Gossip has news about that server. */
    public void changed(String id) {
        patience.forget(id);
        look();
    }

    /** How well all servers are, as of the last look. */
    public ClusterHealth health() {
        Map<String, ServerHealth> known = health;
        return HealthRules.together(
                engine.get().status().peers().stream()
                        .map(peer -> known.get(peer.id()))
                        .filter(each -> each != null)
                        .toList());
    }

    /** Judges by what came in since the last time, and asks again. */
    private void ask() {
        if (!running) {
            return;
        }
        EngineStatus log = engine.get().status();
        Map<String, ServerStats> fresh = new HashMap<>();
        answers = fresh;
        for (Peer peer : log.peers()) {
            if (!peer.id().equals(self)) {
                ask(peer, fresh);
            }
        }
        Duration jitter = chance.upTo(INTERVAL.dividedBy(16));
        next = timers.after(INTERVAL.plus(jitter), () -> later(this::judge));
    }

    private void ask(Peer peer, Map<String, ServerStats> fresh) {
        CompletableFuture<Answer<ServerStats>> answer =
                forwarder.to(
                        servers.address(peer.id(), peer.address()), Status.RAFT_STATS, new Empty());
        var _ =
                answer.whenComplete((said, _) -> {
                    if (said != null) {
                        later(() -> fresh.put(peer.id(), said.value()));
                    }
                });
    }

    /** Runs that on the worker, unless the server stops: then nobody leads any more. */
    private void later(Runnable step) {
        try {
            worker.execute(step);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the server stops: {}", stopped.getMessage());
        }
    }

    private void judge() {
        if (!running) {
            return;
        }
        EngineStatus log = engine.get().status();
        Instant now = clock.now();
        Map<String, ServerHealth> judged = new HashMap<>();
        for (Peer peer : log.peers()) {
            ServerStats stats =
                    peer.id().equals(self)
                            ? new ServerStats(
                                    ServerStats.LEADER_CONTACT, log.term(), log.lastLogIndex())
                            : answers.get(peer.id());
            judged.put(
                    peer.id(),
                    HealthRules.of(
                            peer,
                            servers.find(peer.id()),
                            stats,
                            health.get(peer.id()),
                            log,
                            config.get(),
                            now));
        }
        health = Map.copyOf(judged);
        ask();
        look();
    }

    /** Looks whether anything is to be changed. */
    public void look() {
        if (!running || changing) {
            return;
        }
        ConsensusEngine raft = engine.get();
        EngineStatus log = raft.status();
        Set<String> heard =
                log.peers().stream().map(Peer::id).filter(raft::hears).collect(Collectors.toSet());
        List<ServerMember> members = servers.all();
        Map<String, ServerKind> known = new HashMap<>();
        members.forEach(each -> kinds.of(each).ifPresent(kind -> known.put(each.id(), kind)));
        Optional<Change> change =
                MembershipPlan.next(
                        new MembershipPlan.View(
                                self,
                                log.peers(),
                                heard,
                                members,
                                known,
                                health,
                                config.get(),
                                patience.waiting(),
                                Duration.ofNanos(clock.nanos() - began),
                                clock.now()));
        change.ifPresent(this::carryOut);
    }

    private void carryOut(Change change) {
        changing = true;
        var _ = begin(change).whenComplete((_, failure) -> later(() -> done(change, failure)));
    }

    private CompletableFuture<Void> begin(Change change) {
        ConsensusEngine log = engine.get();
        return switch (change) {
            case Change.Add(Peer peer) -> {
                LOG.info("adding server: id={} address={}", peer.id(), peer.address());
                yield log.addNonVoter(peer);
            }
            case Change.Promote(String id) -> {
                LOG.info("Promoting server to voter: id={}", id);
                yield log.promote(id);
            }
            case Change.Demote(String id) -> {
                LOG.info("demoting server, which wants no vote: id={}", id);
                yield log.demote(id);
            }
            case Change.Remove(String id, String why) -> {
                LOG.info("removing server: id={} reason=\"{}\"", id, why);
                yield log.removePeer(id);
            }
            case Change.Expel(String id, String name) -> {
                LOG.info("Attempting removal of failed server node: name={}", name);
                expel(name);
                yield log.removePeer(id);
            }
        };
    }

    /** The log need not wait for gossip, which needs a while to tell everybody. */
    private void expel(String name) {
        var _ =
                expulsion
                        .apply(name)
                        .exceptionally(failure -> {
                            LOG.warn(
                                    "a failed server could not be made to leave: name={}"
                                            + " error=\"{}\"",
                                    name,
                                    failure.getMessage());
                            return null;
                        });
    }

    private void done(Change change, @Nullable Throwable failure) {
        changing = false;
        if (failure != null && running) {
            LOG.warn(
                    "the servers of the log could not be changed: change={} error=\"{}\"",
                    change,
                    failure.getMessage());
            patience.failed(change.id());
        }
        look();
    }
}
