package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.ChecksInStateRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthChecks;
import io.proconsul.model.query.QuerySource;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Health;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.server.query.Question;
import io.proconsul.state.Read;
import io.proconsul.state.Reads;

import java.util.List;
import java.util.Map;

/** Checks, and instances with their checks (wire reference, section 10, Health). */
public final class HealthEndpoint {
    private final Nearness nearness;

    /**
     * @param datacenter the server's own
     */
    public HealthEndpoint(String datacenter) {
        this.nearness = new Nearness(datacenter);
    }

    public void addTo(Endpoints endpoints) {
        endpoints.read(Health.CHECKS_IN_STATE, this::checksInState);
        endpoints.read(Health.NODE_CHECKS, this::nodeChecks);
        endpoints.read(Health.SERVICE_CHECKS, this::serviceChecks);
        endpoints.read(Health.SERVICE_NODES, this::serviceNodes);
    }

    private Question<?, HealthChecks> checksInState(
            ChecksInStateRequest request, Authorizer authorizer) {
        return checks(
                Reads.checksInState(request.state(), request.nodeMetaFilters()),
                request.source(),
                request.options().filter(),
                authorizer);
    }

    private Question<?, HealthChecks> nodeChecks(NodeRequest request, Authorizer authorizer) {
        return checks(
                Reads.nodeChecks(request.node()),
                QuerySource.NONE,
                request.options().filter(),
                authorizer);
    }

    private Question<?, HealthChecks> serviceChecks(ServiceRequest request, Authorizer authorizer) {
        if (request.tagFilter()) {
            throw new RpcException("Tag filtering is not supported");
        }
        return checks(
                Reads.serviceChecks(request.serviceName(), request.nodeMetaFilters()),
                request.source(),
                request.options().filter(),
                authorizer);
    }

    private Question<?, HealthChecks> checks(
            Read<List<HealthCheck>> read,
            QuerySource source,
            String filter,
            Authorizer authorizer) {
        return nearness.checks(
                read,
                source,
                checks ->
                        new HealthChecks(
                                new Listing<>(checks)
                                        .seenBy(
                                                authorizer,
                                                check ->
                                                        visible(
                                                                check.node(),
                                                                check.serviceName(),
                                                                authorizer))
                                        .matching(filter, HealthCheck.class)
                                        .rows()));
    }

    private static boolean visible(String node, String service, Authorizer authorizer) {
        return Rights.mayReadNode(authorizer, node) && Rights.mayReadService(authorizer, service);
    }

    private Question<?, CheckServiceNodes> serviceNodes(
            ServiceRequest request, Authorizer authorizer) {
        if (request.serviceName().isEmpty()) {
            throw new RpcException("Must provide service name");
        }
        return nearness.health(
                instances(request), request.source(), found -> show(found, request, authorizer));
    }

    private static Read<List<CheckServiceNode>> instances(ServiceRequest request) {
        return request.connect()
                ? Reads.connectHealth(request.serviceName())
                : Reads.health(request.serviceName());
    }

    private static CheckServiceNodes show(
            List<CheckServiceNode> found, ServiceRequest request, Authorizer authorizer) {
        if (request.connect() && !Rights.mayReadService(authorizer, request.serviceName())) {
            return new CheckServiceNodes(null);
        }
        Listing<CheckServiceNode> rows = asked(new Listing<>(found), request);
        return new CheckServiceNodes(
                rows.seenBy(authorizer, row -> visible(row, authorizer))
                        .matching(request.options().filter(), CheckServiceNode.class)
                        .rows());
    }

    /**
     * What the arguments leave: tags, which the mesh variants ignore, and node meta. Ingress
     * gateways are linked to services by configuration entries; while there are none, neither are
     * there linked gateways.
     */
    private static Listing<CheckServiceNode> asked(
            Listing<CheckServiceNode> all, ServiceRequest request) {
        Listing<CheckServiceNode> rows = all;
        if (request.tagFilter() && !request.connect()) {
            List<String> tags = CatalogEndpoint.tags(request);
            rows = rows.only(row -> Listing.tagged(service(row).tags(), tags));
        } else if (request.ingress() && !request.connect()) {
            return new Listing<>(List.of());
        }
        Map<String, String> meta = request.nodeMetaFilters();
        return meta == null || meta.isEmpty()
                ? rows
                : rows.only(row -> Listing.carries(node(row).meta(), meta));
    }

    static boolean visible(CheckServiceNode row, Authorizer authorizer) {
        return visible(node(row).name(), service(row).name(), authorizer);
    }

    static Node node(CheckServiceNode row) {
        Node node = row.node();
        if (node == null) {
            throw new AssertionError("an instance without a node");
        }
        return node;
    }

    static NodeService service(CheckServiceNode row) {
        NodeService service = row.service();
        if (service == null) {
            throw new AssertionError("an instance without a service");
        }
        return service;
    }
}
