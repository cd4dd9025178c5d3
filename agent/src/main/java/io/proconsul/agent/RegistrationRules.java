package io.proconsul.agent;

import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.local.Origin;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.CheckKind;
import io.proconsul.agent.service.CheckRules;
import io.proconsul.agent.service.Registration;
import io.proconsul.agent.service.Sidecar;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.CheckType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** What may be registered here. Asks, and changes nothing. */
final class RegistrationRules {
    private final AgentSettings settings;
    private final LocalState state;

    RegistrationRules(AgentSettings settings, LocalState state) {
        this.settings = settings;
        this.state = state;
    }

    /**
     * Refuses what {@link Registrations#register} would refuse, and changes nothing.
     *
     * @param promisedPorts those of services that were rehearsed before; those of this one join
     * @return the ids of the service and its sidecar
     */
    List<String> rehearse(Registration registration, Origin origin, Set<Integer> promisedPorts) {
        List<Registration> all = new ArrayList<>(List.of(registration));
        sidecar(registration, promisedPorts).ifPresent(all::add);
        all.forEach(each -> refuseScripts(each.checks(), origin));
        all.forEach(each -> promisedPorts.add(each.service().port()));
        return all.stream().map(each -> each.service().id()).toList();
    }

    /**
     * The sidecar that a service asks for.
     *
     * @param promisedPorts those it must not get
     * @throws AgentRefusal when it cannot be had
     */
    Optional<Registration> sidecar(Registration parent, Set<Integer> promisedPorts) {
        AgentSettings.SidecarPorts range = settings.sidecarPorts();
        boolean disabled = range.min() < 1 || range.max() < 1;
        return Sidecar.of(
                parent,
                id ->
                        disabled
                                ? OptionalInt.empty()
                                : state.freePort(id, range.min(), range.max(), promisedPorts),
                disabled
                        ? "auto-assignment disabled in config"
                        : "none left in the configured range [%d, %d]"
                                .formatted(range.min(), range.max()));
    }

    /**
     * @throws AgentRefusal when a check runs a program and none may be run
     */
    void refuseScripts(List<CheckType> types, Origin origin) {
        if (types.stream().noneMatch(CheckKind::runsProgram)) {
            return;
        }
        if (origin == Origin.FILE && !settings.checks().localScripts()) {
            throw AgentRefusal.failed(
                    "Scripts are disabled on this agent; to enable, configure"
                            + " 'enable_script_checks' or 'enable_local_script_checks' to true");
        }
        if (origin == Origin.API && !settings.checks().remoteScripts()) {
            throw AgentRefusal.failed(
                    "Scripts are disabled on this agent from remote calls; to enable, configure"
                            + " 'enable_script_checks' to true");
        }
    }

    /**
     * Refuses what {@link Registrations#register} would refuse, and changes nothing.
     *
     * @param willBeThere the ids of the services that there will be
     * @return the id of the check
     */
    String rehearse(CheckDefinition definition, Origin origin, Predicate<String> willBeThere) {
        String service = definition.serviceId();
        if (!service.isEmpty() && !willBeThere.test(service)) {
            throw unknownService(service);
        }
        refuseBroken(definition.type(), origin);
        return CheckRecords.id(definition.type());
    }

    /**
     * @throws AgentRefusal when the check could never run
     */
    void refuseBroken(CheckType type, Origin origin) {
        CheckRules.brokenBy(type)
                .ifPresent(why -> {
                    throw AgentRefusal.failed("Check is not valid: " + why);
                });
        refuseScripts(List.of(type), origin);
    }

    /**
     * The service of a check; null for a check of the node.
     *
     * @throws AgentRefusal when there is no such service
     */
    @Nullable NodeService service(String id) {
        return id.isEmpty()
                ? null
                : state.service(id).orElseThrow(() -> unknownService(id)).service();
    }

    private static AgentRefusal unknownService(String id) {
        return AgentRefusal.failed("ServiceID \"" + id + "\" does not exist");
    }
}
