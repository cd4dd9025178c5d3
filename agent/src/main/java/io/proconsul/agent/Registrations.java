package io.proconsul.agent;

import io.proconsul.agent.check.Checks;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.local.Origin;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.Definitions;
import io.proconsul.agent.service.Registration;
import io.proconsul.agent.service.Sidecar;
import io.proconsul.agent.stored.RegistrationStore;
import io.proconsul.agent.stored.RegistrationStore.Changes;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.CheckType;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.runtime.clock.Clock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Puts services and checks in place and takes them away: in the local state, at work and in the
 * data folder, in the same order in all three. Whoever registers waits for the disk outside of the
 * lock.
 */
final class Registrations {
    private final LocalState state;
    private final Checks checks;
    private final RegistrationStore store;
    private final RegistrationRules rules;
    private final CheckRecords records;
    private final LastVerdicts verdicts;

    /**
     * Held while a registration goes through the three, so that two of them never take different
     * orders. Never while the disk is waited for.
     */
    private final ReentrantLock order = new ReentrantLock();

    Registrations(
            AgentSettings settings,
            LocalState state,
            Checks checks,
            RegistrationStore store,
            Clock clock) {
        this.state = state;
        this.checks = checks;
        this.store = store;
        this.rules = new RegistrationRules(settings, state);
        this.records = new CheckRecords(settings.node().name());
        this.verdicts = new LastVerdicts(state, store, clock);
    }

    /** What would be refused. */
    RegistrationRules rules() {
        return rules;
    }

    // --- services ---

    /**
     * Registers a service and its sidecar.
     *
     * @param mayRegister refuses the sidecar when the token must not register it
     */
    Placed register(
            Registration registration,
            boolean replaceExistingChecks,
            Origin origin,
            SidecarRight mayRegister) {
        order.lock();
        try {
            Optional<Registration> sidecar = rules.sidecar(registration, Set.of());
            sidecar.ifPresent(proxy -> mayRegister.check(proxy));
            rules.refuseScripts(registration.checks(), origin);
            sidecar.ifPresent(proxy -> rules.refuseScripts(proxy.checks(), origin));
            Placed placed = place(registration, replaceExistingChecks, origin);
            return sidecar.map(proxy -> placed.and(place(proxy, replaceExistingChecks, origin)))
                    .orElse(placed);
        } finally {
            order.unlock();
        }
    }

    /** Nobody else registers or takes away meanwhile. */
    void inOneGo(Runnable work) {
        order.lock();
        try {
            work.run();
        } finally {
            order.unlock();
        }
    }

    /** Asks whether the sidecar of a service may be registered by whoever registers the service. */
    @FunctionalInterface
    interface SidecarRight {
        SidecarRight ALWAYS = sidecar -> {};

        /**
         * @throws AgentRefusal when not
         */
        void check(Registration sidecar);
    }

    private Placed place(Registration registration, boolean replaceExistingChecks, Origin origin) {
        LocalService service =
                new LocalService(
                        Definitions.withoutSidecar(registration.service()),
                        registration.token(),
                        origin,
                        0,
                        false);
        List<LocalCheck> wanted = checksOf(registration, origin);
        List<String> dropped = replaceExistingChecks ? others(service.id(), wanted) : List.of();
        Changes changes = changes(List.of(service), wanted, origin, dropped);
        state.register(service, wanted);
        dropped.forEach(this::drop);
        wanted.forEach(checks::start);
        return new Placed(
                List.of(service.id()),
                wanted.stream().map(LocalCheck::id).toList(),
                store.write(changes));
    }

    private List<LocalCheck> checksOf(Registration registration, Origin origin) {
        List<CheckType> types = registration.checks();
        List<LocalCheck> result = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            HealthCheck check =
                    records.of(registration.service(), types.get(i), i + 1, types.size());
            result.add(
                    verdicts.continued(
                            LocalCheck.fresh(check, types.get(i), registration.token(), origin)));
        }
        return result;
    }

    private List<String> others(String serviceId, List<LocalCheck> wanted) {
        Set<String> ids = wanted.stream().map(LocalCheck::id).collect(Collectors.toSet());
        return state.checksOf(serviceId).stream()
                .map(LocalCheck::id)
                .filter(id -> !ids.contains(id))
                .toList();
    }

    private void drop(String checkId) {
        checks.stop(checkId);
        state.removeCheck(checkId);
    }

    /** Takes a service away with its checks and its sidecar. */
    CompletableFuture<Void> deregisterService(String id) {
        order.lock();
        try {
            List<String> services = new ArrayList<>(List.of(id));
            state.service(Sidecar.idFor(id))
                    .filter(sidecar -> sidecar.service().locallyRegisteredAsSidecar())
                    .ifPresent(sidecar -> services.add(sidecar.id()));
            List<String> gone = new ArrayList<>();
            for (String service : services) {
                List<String> its = state.checksOf(service).stream().map(LocalCheck::id).toList();
                its.forEach(checks::stop);
                gone.addAll(its);
                state.removeService(service);
            }
            return store.write(new Changes(List.of(), List.of(), services, gone));
        } finally {
            order.unlock();
        }
    }

    // --- checks ---

    /**
     * Registers a check that stands on its own.
     *
     * @throws AgentRefusal when its service is unknown or scripts are disabled
     */
    Placed register(CheckDefinition definition, String token, Origin origin) {
        CheckType type = definition.type();
        order.lock();
        try {
            NodeService service = rules.service(definition.serviceId());
            rules.refuseBroken(type, origin);
            LocalCheck check =
                    verdicts.continued(
                            LocalCheck.fresh(records.of(definition, service), type, token, origin));
            return new Placed(List.of(), List.of(check.id()), place(check));
        } finally {
            order.unlock();
        }
    }

    /** Puts a check in place that needs no further questions. */
    CompletableFuture<Void> place(LocalCheck check) {
        order.lock();
        try {
            Changes changes = changes(List.of(), List.of(check), check.origin(), List.of());
            state.register(check);
            checks.start(check);
            return store.write(changes);
        } finally {
            order.unlock();
        }
    }

    CompletableFuture<Void> deregisterCheck(String id) {
        order.lock();
        try {
            drop(id);
            return store.write(new Changes(List.of(), List.of(), List.of(), List.of(id)));
        } finally {
            order.unlock();
        }
    }

    /** What configuration files say is not written; what was written under their ids goes. */
    private Changes changes(
            List<LocalService> services,
            List<LocalCheck> placed,
            Origin origin,
            List<String> goneChecks) {
        if (origin != Origin.FILE) {
            return new Changes(services, placed, List.of(), goneChecks);
        }
        List<String> gone = new ArrayList<>(goneChecks);
        placed.stream().map(LocalCheck::id).filter(this::isStoredCheck).forEach(gone::add);
        return new Changes(
                List.of(),
                List.of(),
                services.stream().map(LocalService::id).filter(this::isStoredService).toList(),
                gone);
    }

    private boolean isStoredService(String id) {
        return state.service(id).filter(old -> old.origin() != Origin.FILE).isPresent();
    }

    private boolean isStoredCheck(String id) {
        return state.check(id).filter(old -> old.origin() != Origin.FILE).isPresent();
    }

    // --- what was stored ---

    /** Puts a service in place as it was stored. */
    void restore(LocalService service) {
        order.lock();
        try {
            state.register(service, List.of());
        } finally {
            order.unlock();
        }
    }

    /**
     * Puts a check in place as it was stored, critical until it is known better.
     *
     * @throws AgentRefusal when its service is gone or scripts are disabled now
     */
    void restore(LocalCheck stored) {
        order.lock();
        try {
            rules.service(stored.serviceId());
            var type = stored.type();
            if (type != null) {
                rules.refuseScripts(List.of(type), stored.origin());
            }
            LocalCheck check = verdicts.recalled(stored.startingWith(CheckStatus.CRITICAL, ""));
            state.register(check);
            checks.start(check);
        } finally {
            order.unlock();
        }
    }

    /** Lets go of files that nothing stands behind any more. */
    void forget(List<String> services, List<String> goneChecks) {
        var _ = store.write(new Changes(List.of(), List.of(), services, goneChecks));
    }
}
