package io.proconsul.server.leader;

import io.proconsul.model.command.Command;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateRequest;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;
import io.proconsul.state.StateStore;
import io.proconsul.state.watch.Topic;
import io.proconsul.state.watch.Watch;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Keeps what this datacenter tells of its mesh gateways the same as what its catalog knows of them
 * (1.8.7 writes the first such state as soon as it leads, also without any gateway: vectors
 * internal-008, internal-009). Any thread; the owner's lock guards everything.
 */
public final class OwnFederationState {
    /** The kind of the instances that are told. */
    private static final String MESH_GATEWAY = "mesh-gateway";

    /** Changes of the catalog within this time and its random part are told together. */
    private static final Duration GATHERING = Duration.ofMillis(500);

    /** Until a write that failed is tried again, and a random part of as much. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    private final String datacenter;
    private final StateStore store;
    private final CommandLog log;
    private final Clock clock;
    private final Timers timers;
    private final Chance chance;

    private @Nullable Watch watch;
    private Timers.@Nullable Timer next;

    public OwnFederationState(
            String datacenter,
            StateStore store,
            CommandLog log,
            Clock clock,
            Timers timers,
            Chance chance) {
        this.datacenter = datacenter;
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.timers = timers;
        this.chance = chance;
    }

    /** This server leads now. */
    public synchronized void start() {
        var gateways = new Topic.Kind(MESH_GATEWAY);
        watch = store.watches().subscribe(List.of(gateways), () -> lookAfter(GATHERING));
        write();
    }

    /** Another leads now. */
    public synchronized void stop() {
        if (watch != null) {
            watch.cancel();
            watch = null;
        }
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private synchronized void lookAfter(Duration delay) {
        if (watch != null && next == null) {
            next = timers.after(delay.plus(chance.upTo(delay)), this::look);
        }
    }

    private synchronized void look() {
        next = null;
        if (watch != null) {
            write();
        }
    }

    private void write() {
        Root root = store.root();
        List<CheckServiceNode> gateways = gateways(root);
        List<FederationState> known = Reads.federationState(datacenter).on(root).value();
        if (known.size() == 1 && Objects.equals(known.getFirst().meshGateways(), gateways)) {
            return;
        }
        var state = new FederationState(datacenter, gateways, clock.now(), 0, 0, 0);
        var request =
                new FederationStateRequest(
                        datacenter, FederationStateRequest.UPSERT, state, WriteOptions.NONE);
        var _ =
                log.propose(new Command.Federation(request))
                        .whenComplete((done, failure) -> told(failure));
    }

    private static @Nullable List<CheckServiceNode> gateways(Root root) {
        List<CheckServiceNode> found = Reads.kindHealth(MESH_GATEWAY).on(root).value();
        return found.isEmpty() ? null : found.stream().map(OwnFederationState::shown).toList();
    }

    /** No checks are none at all, as 1.8.7 writes it. */
    private static CheckServiceNode shown(CheckServiceNode gateway) {
        List<HealthCheck> checks = gateway.checks();
        return checks == null || !checks.isEmpty()
                ? gateway
                : new CheckServiceNode(gateway.node(), gateway.service(), null);
    }

    private void told(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("failed to write the federation state: error=\"{}\"", failure.getMessage());
            lookAfter(RETRY);
        }
    }
}
