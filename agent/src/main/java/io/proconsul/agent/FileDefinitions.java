package io.proconsul.agent;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.local.Origin;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.agent.service.Definitions;
import io.proconsul.agent.service.Registration;
import io.proconsul.agent.service.ServiceRules;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.CheckType;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts what configuration files define in place, and takes away what they no longer do. The texts
 * are those an agent of 1.8.7 ends with (configuration reference, section 4).
 */
final class FileDefinitions {
    private final LocalState state;
    private final Registrations registrations;
    private final List<Registration> services;
    private final List<CheckDefinition> checks;
    private final Set<String> placedServices = new HashSet<>();
    private final Set<String> placedChecks = new HashSet<>();

    /**
     * @throws AgentRefusal naming the service that breaks a rule and the rule
     */
    FileDefinitions(
            LocalState state, Registrations registrations, ConfiguredDefinitions definitions) {
        this.state = state;
        this.registrations = registrations;
        services = definitions.services().stream().map(FileDefinitions::resolved).toList();
        checks = definitions.checks();
    }

    /**
     * Puts the services in place.
     *
     * @throws AgentRefusal naming the definition that cannot be and why; others before it are there
     */
    void placeServices() {
        for (Registration registration : services) {
            Placed placed = explained(registration, this::register);
            placedServices.addAll(placed.services());
            placedChecks.addAll(placed.checks());
        }
    }

    /** Puts the checks in place, when all services are; throws as {@link #placeServices}. */
    void placeChecks() {
        checks.forEach(check -> placedChecks.addAll(explained(check, this::register).checks()));
    }

    /**
     * Replaces what earlier files defined, all or nothing.
     *
     * @throws AgentRefusal naming the definition that cannot be and why; nothing has changed then
     */
    void replaceAll() {
        registrations.inOneGo(() -> {
            rehearse();
            placeServices();
            placeChecks();
            removeOthers();
        });
    }

    private void rehearse() {
        Set<String> there = new HashSet<>();
        state.services().stream()
                .filter(service -> service.origin() != Origin.FILE)
                .forEach(service -> there.add(service.id()));
        Set<Integer> promisedPorts = new HashSet<>();
        for (Registration registration : services) {
            there.addAll(
                    explained(
                            registration,
                            asked ->
                                    registrations
                                            .rules()
                                            .rehearse(asked, Origin.FILE, promisedPorts)));
        }
        for (CheckDefinition check : checks) {
            explained(
                    check,
                    asked -> registrations.rules().rehearse(asked, Origin.FILE, there::contains));
        }
    }

    private void removeOthers() {
        state.services().stream()
                .filter(service -> service.origin() == Origin.FILE)
                .map(LocalService::id)
                .filter(id -> !placedServices.contains(id))
                .forEach(id -> {
                    var _ = registrations.deregisterService(id);
                });
        state.checks().stream()
                .filter(check -> check.origin() == Origin.FILE)
                .map(LocalCheck::id)
                .filter(id -> !placedChecks.contains(id))
                .forEach(id -> {
                    var _ = registrations.deregisterCheck(id);
                });
    }

    private static Registration resolved(ServiceDefinition definition) {
        NodeService service = Definitions.resolved(definition);
        List<CheckType> checks = Definitions.checks(definition);
        ServiceRules.brokenChecks(checks)
                .ifPresent(why -> {
                    throw refusal("Failed to validate checks for service", definition.name(), why);
                });
        if (service.name().isEmpty()) {
            throw refusal("Failed to register service", "", "Service name missing");
        }
        return new Registration(service, checks, definition.token());
    }

    private static AgentRefusal refusal(String what, String name, String why) {
        return AgentRefusal.failed(what + " \"" + name + "\": " + why);
    }

    private Placed register(Registration registration) {
        return registrations.register(
                registration, false, Origin.FILE, Registrations.SidecarRight.ALWAYS);
    }

    private Placed register(CheckDefinition definition) {
        return registrations.register(definition, definition.token(), Origin.FILE);
    }

    private static <R> R explained(Registration registration, Function<Registration, R> work) {
        try {
            return work.apply(registration);
        } catch (AgentRefusal refusal) {
            // a broken sidecar is invalid, everything else has failed
            boolean sidecar = refusal.kind() == AgentRefusal.Kind.INVALID;
            throw refusal(
                    sidecar
                            ? "Failed to validate sidecar for service"
                            : "Failed to register service",
                    registration.service().name(),
                    refusal.text());
        }
    }

    private static <R> R explained(CheckDefinition definition, Function<CheckDefinition, R> work) {
        try {
            return work.apply(definition);
        } catch (AgentRefusal refusal) {
            throw AgentRefusal.failed(
                    "Failed to register check '%s': %s"
                            .formatted(definition.type().name(), refusal.text()));
        }
    }
}
