package io.proconsul.agent;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.local.Origin;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.stored.RegistrationStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts what was stored in place, each time after what the configuration files define: a definition
 * in a file wins over a stored one with the same id, whose file then goes.
 */
final class RestoredDefinitions {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final LocalState state;
    private final Registrations registrations;
    private final RegistrationStore.Loaded stored;
    private final List<String> goneServices = new ArrayList<>();
    private final List<String> goneChecks = new ArrayList<>();

    RestoredDefinitions(
            LocalState state, Registrations registrations, RegistrationStore.Loaded stored) {
        this.state = state;
        this.registrations = registrations;
        this.stored = stored;
    }

    void placeServices() {
        stored.services().forEach(this::restore);
    }

    /** When the services are in place, those of the files too. */
    void placeChecks() {
        stored.checks().forEach(this::restore);
        if (!goneServices.isEmpty() || !goneChecks.isEmpty()) {
            registrations.forget(goneServices, goneChecks);
        }
    }

    private void restore(LocalService service) {
        if (state.service(service.id()).isPresent()) {
            LOG.atDebug().addKeyValue("service", service.id()).log("service exists, not restoring");
            goneServices.add(service.id());
        } else {
            registrations.restore(service);
        }
    }

    private void restore(LocalCheck check) {
        if (state.check(check.id()).filter(now -> now.origin() == Origin.FILE).isPresent()) {
            LOG.atDebug().addKeyValue("check", check.id()).log("check exists, not restoring");
            goneChecks.add(check.id());
            return;
        }
        try {
            registrations.restore(check);
        } catch (AgentRefusal refusal) {
            LOG.atWarn()
                    .addKeyValue("check", check.id())
                    .addKeyValue("error", refusal.text())
                    .log("Failed to restore check");
            goneChecks.add(check.id());
        }
    }
}
