package io.proconsul.agent;

import io.proconsul.agent.check.CheckSurroundings;
import io.proconsul.agent.check.Checks;
import io.proconsul.agent.check.Reaper;
import io.proconsul.agent.event.UserEvent;
import io.proconsul.agent.event.UserEvents;
import io.proconsul.agent.exec.ExecSurroundings;
import io.proconsul.agent.exec.RemoteExec;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.member.Members;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.agent.stored.FolderStore;
import io.proconsul.agent.stored.RegistrationStore;
import io.proconsul.agent.sync.CatalogSync;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.rpc.Body;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The agent of this node: its services and checks, and what others may ask about them. Any thread
 * may call anything.
 *
 * <p>Every method takes the caller's token (empty: anonymous; the HTTP layer has already put the
 * agent's default token in place of none). Refusals are {@link AgentRefusal}s with the reference's
 * texts: reads throw them, futures fail with them as they are, not wrapped. A future that completes
 * normally means: done, on the disk, and on its way to the catalog.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");
    private static final Duration LAST_WRITES = Duration.ofSeconds(10);

    private final Surroundings around;
    private final LocalState state;
    private final Checks checks;
    private final RegistrationStore store;
    private final Registrations registrations;
    private final ServiceWatches watches;
    private final Permissions permissions;
    private final Operations operations;
    private final CatalogSync sync;
    private final UserEvents events;
    private final Reaper reaper;
    private final SharedListing<Map<String, AgentService>> allServices;
    private final SharedListing<Map<String, HealthCheck>> allChecks;
    private final AgentSettings.SyncSettings syncSettings;
    private volatile NodeIdentity node;

    public Agent(AgentSettings settings, Surroundings around) {
        this.around = around;
        node = settings.node();
        syncSettings = settings.sync();
        state = new LocalState(around.clock());
        allServices = new SharedListing<>(state::servicesVersion, () -> services(all -> true));
        allChecks = new SharedListing<>(state::checksVersion, () -> checks(all -> true));
        store = store(settings.dataFolder(), around);
        checks =
                new Checks(
                        new CheckSurroundings(
                                around.clock(),
                                around.timers(),
                                around.chance(),
                                around.threads(),
                                around.dialer(),
                                around.tls(),
                                around.caller()),
                        state,
                        settings.node(),
                        around.tokens(),
                        settings.checks().outputMaxSize());
        registrations = new Registrations(settings, state, checks, store, around.clock());
        watches = new ServiceWatches(state, around.timers(), around.chance());
        permissions = new Permissions(around.resolver(), state, settings.node().name());
        operations =
                new Operations(
                        node.name(),
                        permissions,
                        state,
                        registrations,
                        checks,
                        store,
                        around.clock());
        sync =
                new CatalogSync(
                        state,
                        around.caller(),
                        around.timers(),
                        around.threads(),
                        around.chance(),
                        this::node,
                        around.tokens(),
                        around.members()::aliveCount,
                        settings.sync().interval(),
                        settings.sync().checkUpdateInterval());
        events =
                new UserEvents(
                        node.name(),
                        state,
                        around.caller(),
                        around.timers(),
                        around.chance(),
                        remoteExec(settings));
        reaper =
                new Reaper(
                        state,
                        around.clock(),
                        around.timers(),
                        settings.checks().reapInterval(),
                        settings.checks().deregisterMinimum(),
                        this::reap);
    }

    private Consumer<UserEvent> remoteExec(AgentSettings settings) {
        if (!settings.remoteExec().allowed()) {
            return RemoteExec::refuse;
        }
        var execAround =
                new ExecSurroundings(
                        around.clock(),
                        around.timers(),
                        around.chance(),
                        around.disk(),
                        around.threads(),
                        around.caller(),
                        around.tokens());
        return new RemoteExec(node, settings.remoteExec().shell(), execAround)::heard;
    }

    private static RegistrationStore store(@Nullable Path folder, Surroundings around) {
        return folder == null
                ? RegistrationStore.none()
                : new FolderStore(around.disk(), folder, around.timers(), around.threads());
    }

    // --- life ---

    /**
     * Adds what the configuration files define and what was registered before, starts checks and
     * synchronisation. Blocks while files are read; once.
     *
     * @throws AgentRefusal when a configured definition breaks a rule or the data folder cannot be
     *     read; the agent is to be closed then
     */
    public void start(ConfiguredDefinitions configured) {
        outputRule(syncSettings.discardCheckOutput());
        state.listen(checks);
        state.listen(watches);
        var restored = new RestoredDefinitions(state, registrations, stored());
        var files = new FileDefinitions(state, registrations, configured);
        files.placeServices();
        restored.placeServices();
        files.placeChecks(); // which may be of a service that was stored
        restored.placeChecks();
        sync.start();
        reaper.start();
    }

    private RegistrationStore.Loaded stored() {
        try {
            return store.load();
        } catch (IOException failure) {
            throw AgentRefusal.failed(
                    "Failed to read registrations from the data folder: " + failure.getMessage());
        }
    }

    private void outputRule(boolean discard) {
        state.outputRule(discard, syncSettings.checkUpdateInterval().isZero());
    }

    /**
     * Takes over what a reload may change. Registrations over the API stay, also without a data
     * folder (there the reference loses them).
     *
     * @param meta the node's metadata
     * @param discardCheckOutput as in {@link AgentSettings.SyncSettings}
     * @throws AgentRefusal when a configured definition breaks a rule; nothing has changed then
     */
    public void reload(
            ConfiguredDefinitions configured,
            Map<String, String> meta,
            boolean discardCheckOutput) {
        new FileDefinitions(state, registrations, configured).replaceAll();
        outputRule(discardCheckOutput);
        if (!node.meta().equals(meta)) {
            node = node.withMeta(meta);
            state.nodeChanged();
        }
    }

    /** Servers appeared or elected a leader: the catalog is compared soon. */
    public void serversChanged() {
        sync.serversChanged();
    }

    /** Whether the catalog has been told everything that there was to tell, or refused it. */
    public boolean localSyncIdle() {
        return sync.idle();
    }

    /** Stops checks and synchronisation; registrations stay on the disk. */
    @Override
    public void close() {
        sync.close();
        reaper.close();
        checks.close();
        try {
            store.stop().orTimeout(LAST_WRITES.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            LOG.atError()
                    .addKeyValue("error", String.valueOf(failure.getCause()))
                    .log(
                            "Registrations are safe, but their files are not finished; the next"
                                    + " start does it");
        }
    }

    public NodeIdentity node() {
        return node;
    }

    public AgentTokens tokens() {
        return around.tokens();
    }

    public Members members() {
        return around.members();
    }

    /** The events users fire and this agent hears. */
    public UserEvents events() {
        return events;
    }

    /** The {@code agent} part of {@code Stats} in {@code /v1/agent/self}. */
    public Map<String, String> stats() {
        Map<String, String> stats = new TreeMap<>();
        stats.put("check_monitors", Integer.toString(checks.count(Checks.Kind.SCRIPT)));
        stats.put("check_ttls", Integer.toString(checks.count(Checks.Kind.TTL)));
        stats.put("checks", Integer.toString(state.checks().size()));
        stats.put("services", Integer.toString(state.services().size()));
        return stats;
    }

    // --- reading ---

    /** The local services the token may read, by id. {@code contentHash} is empty. */
    public Body<Map<String, AgentService>> services(String token) {
        var holder = permissions.of(token);
        return holder.mayReadAll() ? allServices.current() : new Body<>(services(holder::mayRead));
    }

    private Map<String, AgentService> services(Predicate<LocalService> shown) {
        Map<String, AgentService> result = new TreeMap<>();
        state.services().stream()
                .filter(shown)
                .forEach(service -> result.put(service.id(), Views.service(service)));
        return result;
    }

    /** The local checks the token may read, by id. */
    public Body<Map<String, HealthCheck>> checks(String token) {
        var holder = permissions.of(token);
        return holder.mayReadAll() ? allChecks.current() : new Body<>(checks(holder::mayRead));
    }

    private Map<String, HealthCheck> checks(Predicate<LocalCheck> shown) {
        Map<String, HealthCheck> result = new TreeMap<>();
        state.checks().stream()
                .filter(shown)
                .forEach(check -> result.put(check.id(), Views.check(check)));
        return result;
    }

    /**
     * One local service with its content hash. Waits while the hash is {@code knownHash}.
     * Cancelling gives up the wait.
     *
     * @param knownHash the hash the caller has; empty: do not wait
     * @param wait the longest wait; zero means 5 minutes, more than 10 minutes is cut
     */
    public CompletableFuture<AgentService> service(
            String id, String knownHash, Duration wait, String token) {
        return refusing(() -> {
            var holder = permissions.of(token);
            state.service(id).ifPresent(local -> holder.mustReadService(local.service().name()));
            return watches.await(id, knownHash, wait);
        });
    }

    /** The health of the service with that id, node checks included; empty when there is none. */
    public Optional<AgentServiceHealth> healthOfService(String id, String token) {
        var holder = permissions.of(token);
        return state.service(id)
                .map(local -> {
                    holder.mustReadService(local.service().name());
                    return health(local);
                });
    }

    /** The health of all services of that name; empty when there is none. */
    public List<AgentServiceHealth> healthOfServicesNamed(String name, String token) {
        permissions.of(token).mustReadService(name);
        return state.services().stream()
                .filter(local -> local.service().name().equals(name))
                .sorted(Comparator.comparing(LocalService::id))
                .map(this::health)
                .toList();
    }

    private AgentServiceHealth health(LocalService local) {
        List<LocalCheck> all = new ArrayList<>(state.checksOf(local.id()));
        all.addAll(state.checksOf(""));
        return Views.health(local, all);
    }

    // --- changing ---

    /**
     * Registers a service with its checks, and its sidecar.
     *
     * @param replaceExistingChecks checks of an earlier registration that this one does not name go
     */
    public CompletableFuture<Void> registerService(
            ServiceDefinition definition, boolean replaceExistingChecks, String token) {
        return stored(() -> operations.registerService(definition, replaceExistingChecks, token));
    }

    /** Takes a service away; does nothing when there is none of that id. */
    public CompletableFuture<Void> deregisterService(String id, String token) {
        return stored(() -> operations.deregisterService(id, token));
    }

    /** Takes a service out of discovery or brings it back; an empty reason means the default. */
    public CompletableFuture<Void> serviceMaintenance(
            String id, boolean enable, String reason, String token) {
        return stored(() -> operations.serviceMaintenance(id, enable, reason, token));
    }

    /** Takes this node out of discovery or brings it back. */
    public CompletableFuture<Void> nodeMaintenance(boolean enable, String reason, String token) {
        return stored(() -> operations.nodeMaintenance(enable, reason, token));
    }

    /** Registers a check of the node or of a local service. */
    public CompletableFuture<Void> registerCheck(CheckDefinition definition, String token) {
        return stored(() -> operations.registerCheck(definition, token));
    }

    /** Takes a check away; does nothing when there is none of that id. */
    public CompletableFuture<Void> deregisterCheck(String id, String token) {
        return stored(() -> operations.deregisterCheck(id, token));
    }

    /**
     * Sets the verdict of a TTL check and starts its time anew. Does not wait for the disk: after a
     * crash the last second's verdicts may be forgotten, as with the reference.
     *
     * @param status one of the three verdicts; another is refused
     */
    public CompletableFuture<Void> updateCheck(
            String id, String status, String output, String token) {
        return refusing(() -> {
            operations.updateCheck(id, status, output, token);
            return CompletableFuture.completedFuture(null);
        });
    }

    private void reap(String serviceId) {
        var _ = registrations.deregisterService(serviceId);
    }

    // --- how operations end ---

    private static <T> CompletableFuture<T> refusing(Supplier<CompletableFuture<T>> operation) {
        try {
            return operation.get();
        } catch (AgentRefusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    /** What goes wrong with the disk is a refusal, too. */
    private static CompletableFuture<Void> stored(Supplier<CompletableFuture<Void>> operation) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        var _ =
                refusing(operation)
                        .whenComplete((done, failure) -> {
                            if (failure == null) {
                                result.complete(null);
                            } else {
                                result.completeExceptionally(refusal(failure));
                            }
                        });
        return result;
    }

    private static AgentRefusal refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AgentRefusal refusal
                ? refusal
                : AgentRefusal.failed(
                        "failed storing the registration: "
                                + (cause == null ? "unknown" : cause.getMessage()));
    }
}
