package io.proconsul.agent;

import io.proconsul.agent.member.Members;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.HealthCheck;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * The agent of this node: its services and checks, and what others may ask about them. Any thread
 * may call anything.
 *
 * <p>Every method takes the caller's token (empty: anonymous; the HTTP layer has already put the
 * agent's default token in place of none). Refusals are {@link AgentRefusal}s with the reference's
 * texts: reads throw them, futures fail with them as they are, not wrapped. A future that completes
 * normally means: done, on the disk, and on its way to the catalog.
 */
@SuppressWarnings("DoNotCallSuggester") // published before it is built
public final class Agent implements AutoCloseable {
    private final AgentSettings settings;
    private final Surroundings surroundings;

    public Agent(AgentSettings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
    }

    /**
     * Loads what was registered before, adds what the configuration files define, starts checks and
     * synchronisation.
     *
     * @throws AgentRefusal when a configured definition breaks a rule; nothing runs then
     */
    public void start(ConfiguredDefinitions configured) {
        throw new UnsupportedOperationException("start " + settings + configured);
    }

    /** Replaces what came from configuration files; registrations over the API stay. */
    public void reload(ConfiguredDefinitions configured) {
        throw new UnsupportedOperationException("reload " + configured);
    }

    public NodeIdentity node() {
        return settings.node();
    }

    public AgentTokens tokens() {
        return surroundings.tokens();
    }

    public Members members() {
        return surroundings.members();
    }

    /** The local services the token may read, by id. {@code contentHash} is empty. */
    public SortedMap<String, AgentService> services(String token) {
        throw new UnsupportedOperationException("services");
    }

    /** The local checks the token may read, by id. */
    public SortedMap<String, HealthCheck> checks(String token) {
        throw new UnsupportedOperationException("checks");
    }

    /**
     * One local service with its content hash. Waits while the hash is {@code knownHash}.
     *
     * @param knownHash the hash the caller has; empty: do not wait
     * @param wait the longest wait; zero means 5 minutes, more than 10 minutes is cut
     */
    public CompletableFuture<AgentService> service(
            String id, String knownHash, Duration wait, String token) {
        throw new UnsupportedOperationException("service");
    }

    /** The health of the service with that id, node checks included; empty when there is none. */
    public Optional<AgentServiceHealth> healthOfService(String id, String token) {
        throw new UnsupportedOperationException("healthOfService");
    }

    /** The health of all services of that name; empty when there is none. */
    public List<AgentServiceHealth> healthOfServicesNamed(String name, String token) {
        throw new UnsupportedOperationException("healthOfServicesNamed");
    }

    /**
     * Registers a service with its checks, and its sidecar.
     *
     * @param replaceExistingChecks checks of an earlier registration that this one does not name go
     */
    public CompletableFuture<Void> registerService(
            ServiceDefinition definition, boolean replaceExistingChecks, String token) {
        throw new UnsupportedOperationException("registerService");
    }

    /** Takes a service away; does nothing when there is none of that id. */
    public CompletableFuture<Void> deregisterService(String id, String token) {
        throw new UnsupportedOperationException("deregisterService");
    }

    /** Registers a check of the node or of a local service. */
    public CompletableFuture<Void> registerCheck(CheckDefinition definition, String token) {
        throw new UnsupportedOperationException("registerCheck");
    }

    /** Takes a check away; does nothing when there is none of that id. */
    public CompletableFuture<Void> deregisterCheck(String id, String token) {
        throw new UnsupportedOperationException("deregisterCheck");
    }

    /** Sets the verdict of a TTL check and starts its time anew. */
    public CompletableFuture<Void> updateCheck(
            String id, String status, String output, String token) {
        throw new UnsupportedOperationException("updateCheck");
    }

    /**
     * Takes a service out of discovery or brings it back; an empty reason means the default one.
     */
    public CompletableFuture<Void> serviceMaintenance(
            String id, boolean enable, String reason, String token) {
        throw new UnsupportedOperationException("serviceMaintenance");
    }

    /** Takes this node out of discovery or brings it back. */
    public CompletableFuture<Void> nodeMaintenance(boolean enable, String reason, String token) {
        throw new UnsupportedOperationException("nodeMaintenance");
    }

    /** Leaves the cluster; the caller then closes the agent. */
    public CompletableFuture<Void> leave() {
        return members().leave();
    }

    /** Stops checks and synchronisation; registrations stay on the disk. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("close");
    }
}
