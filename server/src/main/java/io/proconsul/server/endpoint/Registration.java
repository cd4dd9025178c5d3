package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.RpcException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings a registration into the form in which it stands in the log: checked, with what may be left
 * out filled in, all checks in one list, and without the token.
 */
final class Registration {
    private Registration() {}

    /**
     * @throws RpcException when something is missing or wrong
     */
    static RegisterRequest complete(RegisterRequest request) {
        requireNode(request.node(), request.id());
        if (request.address().isEmpty() && !request.skipNodeUpdate()) {
            throw new RpcException("Must provide address if SkipNodeUpdate is not set");
        }
        NodeService service = request.service();
        return new RegisterRequest(
                request.datacenter(),
                request.id(),
                request.node(),
                request.address(),
                request.taggedAddresses(),
                request.nodeMeta(),
                service == null ? null : ServiceRules.complete(service),
                null,
                checks(request),
                request.skipNodeUpdate(),
                WriteOptions.NONE,
                request.createIndex(),
                request.modifyIndex());
    }

    static void requireNode(String name, String id) {
        if (name.isEmpty()) {
            throw new RpcException("Must provide node");
        }
        NodeId.require(id);
    }

    /** The list, then the single check of old clients. */
    private static @Nullable List<HealthCheck> checks(RegisterRequest request) {
        List<HealthCheck> given = request.checks();
        HealthCheck single = request.check();
        if (given == null && single == null) {
            return null;
        }
        List<HealthCheck> all = new ArrayList<>(given == null ? List.of() : given);
        if (single != null) {
            all.add(single);
        }
        all.replaceAll(check -> complete(check, request.node()));
        return List.copyOf(all);
    }

    private static HealthCheck complete(HealthCheck check, String node) {
        HealthCheck complete = complete(check.node().isEmpty() ? at(check, node) : check);
        if (!complete.node().equals(node)) {
            throw new RpcException(
                    "check node \"%s\" does not match node \"%s\""
                            .formatted(complete.node(), node));
        }
        return complete;
    }

    /** A check without an id goes by its name. */
    static HealthCheck complete(HealthCheck check) {
        return check.checkId().isEmpty() ? named(check, check.node(), check.name()) : check;
    }

    private static HealthCheck at(HealthCheck check, String node) {
        return named(check, node, check.checkId());
    }

    private static HealthCheck named(HealthCheck check, String node, String checkId) {
        return new HealthCheck(
                node,
                checkId,
                check.name(),
                check.status(),
                check.notes(),
                check.output(),
                check.serviceId(),
                check.serviceName(),
                check.serviceTags(),
                check.type(),
                check.definition(),
                check.createIndex(),
                check.modifyIndex());
    }
}
