package io.proconsul.agent;

import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.CheckKind;
import io.proconsul.agent.service.Definitions;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.CheckType;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthCheckDefinition;

import org.jspecify.annotations.Nullable;

/** Makes the records of checks as they stand before their first run. */
final class CheckRecords {
    private final String node;

    CheckRecords(String node) {
        this.node = node;
    }

    /** One of the checks that came with a service, the {@code number}-th of {@code count}. */
    HealthCheck of(NodeService service, CheckType type, int number, int count) {
        return new HealthCheck(
                node,
                Definitions.checkId(service.id(), type, number, count),
                Definitions.checkName(service.name(), type),
                type.status().isEmpty() ? CheckStatus.CRITICAL : type.status(),
                type.notes(),
                "",
                service.id(),
                service.name(),
                service.tags(),
                CheckKind.of(type).text(),
                HealthCheckDefinition.NONE,
                0,
                0);
    }

    /** A check that was registered by itself, of {@code service} or of the node. */
    HealthCheck of(CheckDefinition definition, @Nullable NodeService service) {
        CheckType type = definition.type();
        return new HealthCheck(
                node,
                id(type),
                type.name(),
                type.status().isEmpty() ? CheckStatus.CRITICAL : type.status(),
                type.notes(),
                "",
                definition.serviceId(),
                service == null ? "" : service.name(),
                service == null ? null : service.tags(),
                CheckKind.of(type).text(),
                HealthCheckDefinition.NONE,
                0,
                0);
    }

    /**
     * The id of a check that was registered by itself.
     *
     * @throws AgentRefusal when it has neither id nor name
     */
    static String id(CheckType type) {
        String id = type.checkId().isEmpty() ? type.name() : type.checkId();
        if (id.isEmpty()) {
            throw AgentRefusal.failed("CheckID missing");
        }
        return id;
    }
}
