package io.proconsul.agent;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.wire.RecordCodec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Local services and checks in the forms that the agent's endpoints show. */
final class Views {
    private static final RecordCodec<AgentService> SERVICE = RecordCodec.of(AgentService.class);
    private static final Set<String> PROXIES =
            Set.of("connect-proxy", "mesh-gateway", "terminating-gateway", "ingress-gateway");
    private static final AgentServiceHealth.Definition NO_DEFINITION =
            new AgentServiceHealth.Definition(
                    Duration.ZERO, Duration.ZERO, Duration.ZERO, "", null, "", "", false, "");
    private static final String MAINTENANCE_STATUS = "maintenance";

    private Views() {}

    static AgentService service(LocalService local) {
        return service(local.service(), "");
    }

    /** With the content hash, which costs writing the service as JSON once more. */
    static AgentService hashedService(LocalService local) {
        JsonWriter text = new JsonWriter();
        SERVICE.writeJson(service(local), text);
        return service(local.service(), "%016x".formatted(Fnv.hash64(text.toByteArray())));
    }

    private static AgentService service(NodeService service, String hash) {
        return new AgentService(
                service.kind(),
                service.id(),
                service.name(),
                Objects.requireNonNullElse(service.tags(), List.of()),
                Objects.requireNonNullElse(service.meta(), Map.of()),
                service.port(),
                service.address(),
                service.taggedAddresses(),
                Objects.requireNonNullElse(service.weights(), Weights.DEFAULT),
                service.enableTagOverride(),
                hash,
                PROXIES.contains(service.kind()) ? service.proxy() : null,
                service.connect().nativeMesh() ? new ServiceConnect(true, null) : null);
    }

    /** As listed by {@code /v1/agent/checks}. */
    static HealthCheck check(LocalCheck local) {
        HealthCheck check = local.check();
        if (check.serviceTags() != null) {
            return check;
        }
        return new HealthCheck(
                check.node(),
                check.checkId(),
                check.name(),
                check.status(),
                check.notes(),
                check.output(),
                check.serviceId(),
                check.serviceName(),
                List.of(),
                check.type(),
                check.definition(),
                0,
                0);
    }

    static AgentServiceHealth health(LocalService local, List<LocalCheck> checks) {
        return new AgentServiceHealth(
                worst(checks), service(local), checks.stream().map(Views::healthCheck).toList());
    }

    private static AgentServiceHealth.Check healthCheck(LocalCheck local) {
        HealthCheck check = local.check();
        return new AgentServiceHealth.Check(
                check.node(),
                check.checkId(),
                check.name(),
                check.status(),
                check.notes(),
                check.output(),
                check.serviceId(),
                check.serviceName(),
                check.serviceTags(),
                "",
                NO_DEFINITION,
                0,
                0);
    }

    /** Maintenance is worse than critical, critical than warning, warning than passing. */
    private static String worst(List<LocalCheck> checks) {
        if (checks.stream().anyMatch(check -> Maintenance.isMaintenance(check.id()))) {
            return MAINTENANCE_STATUS;
        }
        for (String status : List.of(CheckStatus.CRITICAL, CheckStatus.WARNING)) {
            if (checks.stream().anyMatch(check -> check.check().status().equals(status))) {
                return status;
            }
        }
        return CheckStatus.PASSING;
    }
}
