package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.rpc.RpcException;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who may change what in the catalog: a node takes {@code node:write}, unless nothing about it
 * changes; a service takes {@code service:write} under its new name and the one its id has now; a
 * check takes what it belongs to.
 */
final class RegistrationRights {
    private final Authorizer authorizer;
    private final Map<String, NodeService> known;

    private RegistrationRights(Authorizer authorizer, @Nullable NodeServices node) {
        this.authorizer = authorizer;
        Map<String, NodeService> services = node == null ? null : node.services();
        this.known = services == null ? Map.of() : services;
    }

    /**
     * @param request complete, see {@link Registration}
     * @throws RpcException {@code Permission denied}
     */
    static void require(RegisterRequest request, Root root, Authorizer authorizer) {
        NodeServices known = Reads.nodeServices(request.node()).on(root).value();
        var rights = new RegistrationRights(authorizer, known);
        if (changesNode(request, known == null ? null : known.node())) {
            rights.requireNode(request.node());
        }
        NodeService service = request.service();
        if (service != null) {
            rights.requireService(service);
        }
        List<HealthCheck> checks = request.checks();
        if (checks != null) {
            checks.forEach(check -> rights.requireCheck(check, service));
        }
    }

    private static boolean changesNode(RegisterRequest request, @Nullable Node known) {
        if (known == null) {
            return true;
        }
        return !request.skipNodeUpdate()
                && !(known.id().equals(request.id())
                        && known.name().equalsIgnoreCase(request.node())
                        && known.address().equals(request.address())
                        && Objects.equals(known.taggedAddresses(), request.taggedAddresses())
                        && Objects.equals(known.meta(), request.nodeMeta()));
    }

    /**
     * Who may write a node may take out everything on it: its agent may have lost the token that a
     * service was registered with (observed on 1.8.7).
     *
     * @throws RpcException {@code Permission denied}, or that the service or check is unknown
     */
    static void require(DeregisterRequest request, Root root, Authorizer authorizer) {
        if (authorizer.allows(Resource.NODE, Access.WRITE, request.node())) {
            return;
        }
        NodeServices known = Reads.nodeServices(request.node()).on(root).value();
        var rights = new RegistrationRights(authorizer, known);
        if (!request.serviceId().isEmpty()) {
            rights.requireKnownService(request.serviceId(), "Unknown service '%s'");
        } else if (!request.checkId().isEmpty()) {
            rights.requireKnownCheck(request, root);
        } else {
            throw Rights.denied();
        }
    }

    private void requireKnownCheck(DeregisterRequest request, Root root) {
        HealthCheck check =
                Reads.nodeChecks(request.node()).on(root).value().stream()
                        .filter(each -> each.checkId().equals(request.checkId()))
                        .findFirst()
                        .orElseThrow(() ->
                                new RpcException("Unknown check '" + request.checkId() + "'"));
        if (check.serviceId().isEmpty()) {
            throw Rights.denied();
        }
        requireServiceName(check.serviceName());
    }

    private void requireNode(String name) {
        Rights.require(authorizer, Resource.NODE, Access.WRITE, name);
    }

    private void requireServiceName(String name) {
        Rights.require(authorizer, Resource.SERVICE, Access.WRITE, name);
    }

    private void requireService(NodeService service) {
        requireServiceName(service.name());
        NodeService replaced = known.get(service.id());
        if (replaced != null && !replaced.name().equals(service.name())) {
            requireServiceName(replaced.name());
        }
    }

    private void requireKnownService(String id, String otherwise) {
        NodeService service = known.get(id);
        if (service == null) {
            throw new RpcException(otherwise.formatted(id));
        }
        requireServiceName(service.name());
    }

    private void requireCheck(HealthCheck check, @Nullable NodeService registered) {
        if (check.serviceId().isEmpty()) {
            requireNode(check.node());
        } else if (registered == null || !registered.id().equals(check.serviceId())) {
            requireKnownService(
                    check.serviceId(), "Unknown service '%s' for check '" + check.checkId() + "'");
        }
    }
}
