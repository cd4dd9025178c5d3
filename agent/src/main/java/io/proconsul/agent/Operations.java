package io.proconsul.agent;

import io.proconsul.agent.check.Checks;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.local.Origin;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.CheckRules;
import io.proconsul.agent.service.Registration;
import io.proconsul.agent.service.ServiceRules;
import io.proconsul.agent.stored.RegistrationStore;
import io.proconsul.agent.stored.StoredVerdict;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.CheckType;
import io.proconsul.runtime.clock.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;

/**
 * What callers may change: asks whether the definition keeps the rules and the token allows it, in
 * the reference's order, and then does it. Refusals are thrown; the futures wait for the disk.
 */
final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final String node;
    private final Permissions permissions;
    private final LocalState state;
    private final Registrations registrations;
    private final Checks checks;
    private final RegistrationStore store;
    private final Clock clock;

    Operations(
            String node,
            Permissions permissions,
            LocalState state,
            Registrations registrations,
            Checks checks,
            RegistrationStore store,
            Clock clock) {
        this.node = node;
        this.permissions = permissions;
        this.state = state;
        this.registrations = registrations;
        this.checks = checks;
        this.store = store;
        this.clock = clock;
    }

    CompletableFuture<Void> registerService(
            ServiceDefinition definition, boolean replaceExistingChecks, String token) {
        Registration registration = ServiceRules.registration(definition, token);
        permissions.of(token).mustRegister(registration.service());
        try {
            return registrations
                    .register(
                            registration,
                            replaceExistingChecks,
                            Origin.API,
                            sidecar ->
                                    permissions.of(sidecar.token()).mustRegister(sidecar.service()))
                    .stored();
        } catch (AgentRefusal refusal) {
            // The definition itself was found valid above, so it is the sidecar's that is not; the
            // reference answers 500 for it and says the words of a 400.
            throw refusal.kind() == AgentRefusal.Kind.INVALID
                    ? AgentRefusal.failed("Bad request: Invalid SidecarService: " + refusal.text())
                    : refusal;
        }
    }

    CompletableFuture<Void> deregisterService(String id, String token) {
        permissions.of(token).mustUpdateService(id);
        if (id.isEmpty()) {
            throw AgentRefusal.failed("ServiceID missing");
        }
        return registrations.deregisterService(id);
    }

    CompletableFuture<Void> serviceMaintenance(
            String id, boolean enable, String reason, String token) {
        permissions.of(token).mustUpdateService(id);
        LocalService local =
                state.service(id)
                        .orElseThrow(() ->
                                AgentRefusal.unknown(
                                        "No service registered with ID \"" + id + "\""));
        return maintenance(enable, Maintenance.ofService(node, local, reason, token));
    }

    CompletableFuture<Void> nodeMaintenance(boolean enable, String reason, String token) {
        permissions.of(token).mustWriteNode();
        return maintenance(enable, Maintenance.ofNode(node, reason, token));
    }

    /** Entering twice keeps the first reason, leaving twice does nothing. */
    private CompletableFuture<Void> maintenance(boolean enable, LocalCheck check) {
        if (enable == state.check(check.id()).isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        LOG.atInfo()
                .addKeyValue("check", check.id())
                .log(enable ? "Entered maintenance mode" : "Left maintenance mode");
        return enable ? registrations.place(check) : registrations.deregisterCheck(check.id());
    }

    CompletableFuture<Void> registerCheck(CheckDefinition definition, String token) {
        CheckType type = definition.type();
        refuseBroken(type);
        permissions
                .of(token)
                .mustRegisterCheck(
                        type.checkId().isEmpty() ? type.name() : type.checkId(),
                        definition.serviceId());
        return registrations.register(definition, token, Origin.API).stored();
    }

    private static void refuseBroken(CheckType type) {
        if (type.name().isEmpty()) {
            throw AgentRefusal.invalid("Missing check name");
        }
        if (!CheckRules.mayStartWith(type.status())) {
            throw AgentRefusal.invalid("Bad check status");
        }
        CheckRules.brokenBy(type)
                .ifPresent(why -> {
                    throw AgentRefusal.invalid("Invalid check: " + why);
                });
    }

    CompletableFuture<Void> deregisterCheck(String id, String token) {
        permissions.of(token).mustUpdateCheck(id);
        if (id.isEmpty()) {
            throw AgentRefusal.failed("CheckID missing");
        }
        return registrations.deregisterCheck(id);
    }

    void updateCheck(String id, String status, String output, String token) {
        if (!CheckRules.isStatus(status)) {
            throw AgentRefusal.invalid("Invalid check status: '" + status + "'");
        }
        permissions.of(token).mustUpdateCheck(id);
        Checks.Ttl check =
                checks.ttl(id)
                        .orElseThrow(() ->
                                AgentRefusal.failed(
                                        "CheckID \"%s\" does not have associated TTL"
                                                .formatted(id)));
        String kept = check.update(status, output);
        long expires = clock.now().plus(check.timeToLive()).getEpochSecond();
        store.remember(new StoredVerdict(id, kept, status, expires));
    }
}
