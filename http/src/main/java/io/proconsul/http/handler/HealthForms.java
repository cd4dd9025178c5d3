package io.proconsul.http.handler;

import io.proconsul.json.JsonWriter;
import io.proconsul.json.MemberName;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthChecks;
import io.proconsul.model.wire.RecordCodec;

import java.util.List;

/** How checks, and instances with their checks, look: no list in them is ever {@code null}. */
final class HealthForms {
    static final JsonForm<HealthChecks> CHECKS = new JsonForm<>(HealthForms::checks);

    /** All instances. */
    static final JsonForm<CheckServiceNodes> INSTANCES =
            new JsonForm<>((reply, out) -> instances(reply, false, out));

    /** Only those of which every check passes, those of the node included. */
    static final JsonForm<CheckServiceNodes> PASSING =
            new JsonForm<>((reply, out) -> instances(reply, true, out));

    private static final RecordCodec<HealthCheck> CHECK_CODEC = RecordCodec.of(HealthCheck.class);
    private static final RecordCodec<Node> NODE_CODEC = RecordCodec.of(Node.class);
    private static final RecordCodec<NodeService> SERVICE_CODEC = RecordCodec.of(NodeService.class);

    private static final MemberName NODE = new MemberName("Node");
    private static final MemberName SERVICE = new MemberName("Service");
    private static final MemberName CHECKS_NAME = new MemberName("Checks");

    private HealthForms() {}

    private static void checks(HealthChecks reply, JsonWriter out) {
        list(CatalogForms.orEmpty(reply.healthChecks()), out);
    }

    private static void list(List<HealthCheck> checks, JsonWriter out) {
        out.beginArray();
        checks.forEach(check -> CHECK_CODEC.writeJson(shown(check), out));
        out.endArray();
    }

    private static void instances(CheckServiceNodes reply, boolean passingOnly, JsonWriter out) {
        out.beginArray();
        for (CheckServiceNode instance : CatalogForms.orEmpty(reply.nodes())) {
            if (!passingOnly || passes(instance)) {
                write(instance, out);
            }
        }
        out.endArray();
    }

    private static boolean passes(CheckServiceNode instance) {
        return CatalogForms.orEmpty(instance.checks()).stream()
                .allMatch(check -> check.status().equals(CheckStatus.PASSING));
    }

    private static void write(CheckServiceNode instance, JsonWriter out) {
        NodeService service = instance.service();
        out.beginObject();
        NODE_CODEC.writeJson(instance.node(), out.name(NODE));
        SERVICE_CODEC.writeJson(
                service == null ? null : CatalogForms.shown(service), out.name(SERVICE));
        list(CatalogForms.orEmpty(instance.checks()), out.name(CHECKS_NAME));
        out.endObject();
    }

    /** The check as listings show it. */
    static HealthCheck shown(HealthCheck check) {
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
                check.createIndex(),
                check.modifyIndex());
    }
}
