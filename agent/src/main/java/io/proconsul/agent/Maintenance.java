package io.proconsul.agent;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.Origin;
import io.proconsul.agent.service.CheckKind;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthCheckDefinition;

/**
 * Maintenance mode: a critical check that the agent sets and takes away itself (vectors agent-098
 * to agent-108).
 */
final class Maintenance {
    static final String NODE_CHECK = "_node_maintenance";
    private static final String SERVICE_PREFIX = "_service_maintenance:";
    private static final String DEFAULT_REASON =
            "Maintenance mode is enabled for this %s, but no reason was provided."
                    + " This is a default message.";

    private Maintenance() {}

    static String serviceCheck(String serviceId) {
        return SERVICE_PREFIX + serviceId;
    }

    static boolean isMaintenance(String checkId) {
        return checkId.equals(NODE_CHECK) || checkId.startsWith(SERVICE_PREFIX);
    }

    static LocalCheck ofNode(String node, String reason, String token) {
        return LocalCheck.fresh(
                new HealthCheck(
                        node,
                        NODE_CHECK,
                        "Node Maintenance Mode",
                        CheckStatus.CRITICAL,
                        reason.isEmpty() ? DEFAULT_REASON.formatted("node") : reason,
                        "",
                        "",
                        "",
                        null,
                        CheckKind.MAINTENANCE.text(),
                        HealthCheckDefinition.NONE,
                        0,
                        0),
                null,
                token,
                Origin.AGENT);
    }

    static LocalCheck ofService(String node, LocalService local, String reason, String token) {
        return LocalCheck.fresh(
                new HealthCheck(
                        node,
                        serviceCheck(local.id()),
                        "Service Maintenance Mode",
                        CheckStatus.CRITICAL,
                        reason.isEmpty() ? DEFAULT_REASON.formatted("service") : reason,
                        "",
                        local.id(),
                        local.service().name(),
                        local.service().tags(),
                        CheckKind.MAINTENANCE.text(),
                        HealthCheckDefinition.NONE,
                        0,
                        0),
                null,
                token,
                Origin.AGENT);
    }
}
