package io.proconsul.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.health.HealthCheck;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Uses an agent and insists that everything works; asks only for what is there. */
public record Client(Agent agent) {
    public static void done(CompletableFuture<Void> operation) {
        assertThat(Fixture.refusal(operation)).isNull();
        assertThat(operation).isDone();
    }

    public void register(String service) {
        done(agent.registerService(Definition.service(service), false, ""));
    }

    public void registerReplacing(String service) {
        done(agent.registerService(Definition.service(service), true, ""));
    }

    public void registerCheck(String check) {
        done(agent.registerCheck(Definition.check(check), ""));
    }

    public void deregister(String serviceId) {
        done(agent.deregisterService(serviceId, ""));
    }

    public void deregisterCheck(String checkId) {
        done(agent.deregisterCheck(checkId, ""));
    }

    public void update(String checkId, String status, String output) {
        done(agent.updateCheck(checkId, status, output, ""));
    }

    public void maintain(String serviceId, boolean enable, String reason) {
        done(agent.serviceMaintenance(serviceId, enable, reason, ""));
    }

    public void maintainNode(boolean enable, String reason) {
        done(agent.nodeMaintenance(enable, reason, ""));
    }

    public AgentService service(String id) {
        return Objects.requireNonNull(agent.services("").value().get(id), id);
    }

    public HealthCheck check(String id) {
        return Objects.requireNonNull(agent.checks("").value().get(id), id);
    }

    public String refusal(String service) {
        return String.valueOf(
                Fixture.refusal(agent.registerService(Definition.service(service), false, "")));
    }

    public String checkRefusal(String check) {
        return String.valueOf(Fixture.refusal(agent.registerCheck(Definition.check(check), "")));
    }
}
