package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.GatewayServices;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServiceListReply;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.NodeServicesReply;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.catalog.ServiceNodes;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.catalog.ServiceTags;
import io.proconsul.model.command.Command;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.server.query.Question;
import io.proconsul.state.Read;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Nodes and services (wire reference, section 10, Catalog). */
public final class CatalogEndpoint {
    private final Supplier<Root> state;
    private final CommandLog log;
    private final List<String> datacenters;
    private final Nearness nearness;

    /**
     * @param datacenter the only one that is known
     */
    public CatalogEndpoint(Supplier<Root> state, CommandLog log, String datacenter) {
        this.state = state;
        this.log = log;
        this.datacenters = List.of(datacenter);
        this.nearness = new Nearness(datacenter);
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(Catalog.REGISTER, this::register);
        endpoints.act(Catalog.DEREGISTER, this::deregister);
        endpoints.tell(Catalog.LIST_DATACENTERS, () -> datacenters);
        endpoints.read(Catalog.LIST_NODES, this::listNodes);
        endpoints.read(Catalog.LIST_SERVICES, this::listServices);
        endpoints.read(Catalog.SERVICE_NODES, this::serviceNodes);
        endpoints.read(Catalog.NODE_SERVICES, this::nodeServices);
        endpoints.read(Catalog.NODE_SERVICE_LIST, this::nodeServiceList);
        endpoints.read(Catalog.GATEWAY_SERVICES, CatalogEndpoint::gatewayServices);
    }

    private CompletableFuture<Answer<Void>> register(
            RegisterRequest request, Authorizer authorizer) {
        RegisterRequest complete = Registration.complete(request);
        if (!authorizer.allowsEverything()) {
            RegistrationRights.require(complete, state.get(), authorizer);
        }
        return log.propose(new Command.Register(complete)).thenApply(done -> Replies.NOTHING);
    }

    private CompletableFuture<Answer<Void>> deregister(
            DeregisterRequest request, Authorizer authorizer) {
        if (request.node().isEmpty()) {
            throw new RpcException("Must provide node");
        }
        if (!authorizer.allowsEverything()) {
            RegistrationRights.require(request, state.get(), authorizer);
        }
        var bare =
                new DeregisterRequest(
                        request.datacenter(),
                        request.node(),
                        request.serviceId(),
                        request.checkId(),
                        WriteOptions.NONE);
        return log.propose(new Command.Deregister(bare)).thenApply(done -> Replies.NOTHING);
    }

    private Question<?, Nodes> listNodes(DatacenterRequest request, Authorizer authorizer) {
        String filter = request.options().filter();
        return nearness.nodes(
                Reads.nodes(request.nodeMetaFilters()),
                request.source(),
                nodes ->
                        new Nodes(
                                new Listing<>(nodes)
                                        .seenBy(
                                                authorizer,
                                                node -> Rights.mayReadNode(authorizer, node.name()))
                                        .matching(filter, Node.class)
                                        .rows()));
    }

    private Question<?, ServiceTags> listServices(
            DatacenterRequest request, Authorizer authorizer) {
        return Question.of(
                Reads.services(request.nodeMetaFilters()),
                services -> new ServiceTags(visible(services, authorizer)));
    }

    private static Map<String, List<String>> visible(
            Map<String, List<String>> services, Authorizer authorizer) {
        if (authorizer.allowsEverything()) {
            return services;
        }
        Map<String, List<String>> seen = new LinkedHashMap<>(services);
        seen.keySet().removeIf(name -> !Rights.mayReadService(authorizer, name));
        return seen;
    }

    private Question<?, ServiceNodes> serviceNodes(ServiceRequest request, Authorizer authorizer) {
        if (request.serviceName().isEmpty() && request.serviceAddress().isEmpty()) {
            throw new RpcException("Must provide service name");
        }
        // an instance's address is nothing the state follows: such answers cannot be kept
        return !request.connect() && !request.serviceAddress().isEmpty()
                ? Question.cheap(
                        Reads.servicesAt(request.serviceAddress()),
                        found -> show(found, request, authorizer))
                : nearness.instances(
                        instances(request),
                        request.source(),
                        found -> show(found, request, authorizer));
    }

    private static Read<List<ServiceNode>> instances(ServiceRequest request) {
        if (request.connect()) {
            return Reads.connectNodes(request.serviceName());
        }
        return request.tagFilter()
                ? Reads.serviceNodes(request.serviceName(), tags(request))
                : Reads.serviceNodes(request.serviceName());
    }

    /** Agents before 1.3 send one tag in a field of its own. */
    static List<String> tags(ServiceRequest request) {
        if (!request.serviceTag().isEmpty()) {
            return List.of(request.serviceTag());
        }
        List<String> tags = request.serviceTags();
        return tags == null ? List.of() : tags;
    }

    private static ServiceNodes show(
            List<ServiceNode> found, ServiceRequest request, Authorizer authorizer) {
        if (request.connect() && !Rights.mayReadService(authorizer, request.serviceName())) {
            return new ServiceNodes(null);
        }
        Map<String, String> meta = request.nodeMetaFilters();
        Listing<ServiceNode> rows = new Listing<>(found);
        if (meta != null && !meta.isEmpty()) {
            rows = rows.only(row -> Listing.carries(row.nodeMeta(), meta));
        }
        return new ServiceNodes(
                rows.seenBy(
                                authorizer,
                                row ->
                                        Rights.mayReadNode(authorizer, row.node())
                                                && Rights.mayReadService(
                                                        authorizer, row.serviceName()))
                        .matching(request.options().filter(), ServiceNode.class)
                        .rows());
    }

    private Question<?, NodeServicesReply> nodeServices(
            NodeRequest request, Authorizer authorizer) {
        String filter = requireNode(request).options().filter();
        return Question.<@Nullable NodeServices, NodeServicesReply>of(
                Reads.nodeServices(request.node()),
                found -> new NodeServicesReply(show(found, filter, authorizer)));
    }

    private static @Nullable NodeServices show(
            @Nullable NodeServices found, String filter, Authorizer authorizer) {
        Map<String, NodeService> services = found == null ? null : found.services();
        List<NodeService> seen =
                visible(
                        found == null ? null : found.node(),
                        services == null ? List.of() : List.copyOf(services.values()),
                        NodeService::id,
                        filter,
                        authorizer);
        if (found == null || seen == null) {
            return null;
        }
        Map<String, NodeService> byId = new LinkedHashMap<>();
        seen.forEach(service -> byId.put(service.id(), service));
        return new NodeServices(found.node(), byId);
    }

    private Question<?, NodeServiceListReply> nodeServiceList(
            NodeRequest request, Authorizer authorizer) {
        String filter = requireNode(request).options().filter();
        return Question.of(
                Reads.nodeServiceList(request.node()),
                found -> new NodeServiceListReply(show(found, filter, authorizer)));
    }

    private static NodeServiceList show(
            NodeServiceList found, String filter, Authorizer authorizer) {
        List<NodeService> services = found.services();
        List<NodeService> seen =
                visible(
                        found.node(),
                        services == null ? List.of() : services,
                        NodeService::name,
                        filter,
                        authorizer);
        return seen == null
                ? new NodeServiceList(null, null)
                : new NodeServiceList(found.node(), services == null ? null : seen);
    }

    /**
     * The instances the caller gets to see; null when there is no such node for him.
     *
     * @param ruled the name for which the right to read is asked: in the answer by ids 1.8.7 takes
     *     the id for it, in the list the name
     */
    private static @Nullable List<NodeService> visible(
            @Nullable Node node,
            List<NodeService> services,
            Function<NodeService, String> ruled,
            String filter,
            Authorizer authorizer) {
        List<NodeService> seen =
                new Listing<>(services)
                        .seenBy(
                                authorizer,
                                service -> Rights.mayReadService(authorizer, ruled.apply(service)))
                        .matching(filter, NodeService.class)
                        .rows();
        return node == null || !Rights.mayReadNode(authorizer, node.name()) ? null : seen;
    }

    /** Nobody can configure a gateway here yet, so none of them serves anything. */
    private static Question<?, GatewayServices> gatewayServices(
            ServiceRequest request, Authorizer authorizer) {
        Rights.require(authorizer, Resource.SERVICE, Access.READ, request.serviceName());
        return Question.cheap(
                Reads.gatewayServices(),
                found -> new GatewayServices(found.isEmpty() ? null : found));
    }

    private static NodeRequest requireNode(NodeRequest request) {
        if (request.node().isEmpty()) {
            throw new RpcException("Must provide node");
        }
        return request;
    }
}
