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

/**
 * Puts what configuration files define in place, and takes away what they no longer do. The texts
 * are those an agent of 1.8.7 ends with (configuration reference, section 4).
 */
final class FileDefinitions {
    private final LocalState state;
    private final Registrations registrations;

    FileDefinitions(LocalState state, Registrations registrations) {
        this.state = state;
        this.registrations = registrations;
    }

    /**
     * @throws AgentRefusal naming the definition that breaks a rule and the rule
     */
    void apply(ConfiguredDefinitions definitions) {
        List<Registration> resolved =
                definitions.services().stream().map(FileDefinitions::resolved).toList();
        Set<String> services = new HashSet<>();
        Set<String> checks = new HashSet<>();
        for (Registration registration : resolved) {
            Placed placed = register(registration);
            services.addAll(placed.services());
            checks.addAll(placed.checks());
        }
        definitions.checks().forEach(check -> checks.addAll(register(check).checks()));
        removeOthers(services, checks);
    }

    private void removeOthers(Set<String> services, Set<String> checks) {
        state.services().stream()
                .filter(service -> service.origin() == Origin.FILE)
                .map(LocalService::id)
                .filter(id -> !services.contains(id))
                .forEach(id -> {
                    var _ = registrations.deregisterService(id);
                });
        state.checks().stream()
                .filter(check -> check.origin() == Origin.FILE)
                .map(LocalCheck::id)
                .filter(id -> !checks.contains(id))
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
        String name = registration.service().name();
        try {
            return registrations.register(
                    registration, false, Origin.FILE, Registrations.SidecarRight.ALWAYS);
        } catch (AgentRefusal refusal) {
            // a broken sidecar is invalid, everything else has failed
            boolean sidecar = refusal.kind() == AgentRefusal.Kind.INVALID;
            throw refusal(
                    sidecar
                            ? "Failed to validate sidecar for service"
                            : "Failed to register service",
                    name,
                    refusal.text());
        }
    }

    private Placed register(CheckDefinition definition) {
        try {
            return registrations.register(definition, definition.token(), Origin.FILE);
        } catch (AgentRefusal refusal) {
            throw AgentRefusal.failed(
                    "Failed to register check '%s': %s"
                            .formatted(definition.type().name(), refusal.text()));
        }
    }
}
