package io.proconsul.dns.answer;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.NodeServicesReply;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.catalog.ServiceNodes;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthCheckDefinition;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.QueryDnsOptions;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Health;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.PreparedQueryMethods;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A cluster that knows a few nodes and instances and answers at once. */
final class FakeCatalog implements Caller {
    private final List<CheckServiceNode> instances = new ArrayList<>();
    boolean failing;

    /** The TTL of all queries. */
    String queryTtl = "";

    /** How the last query was executed. */
    @Nullable ExecuteRequest executed;

    FakeCatalog with(
            String node,
            String address,
            String service,
            String serviceAddress,
            int port,
            String status) {
        instances.add(
                new CheckServiceNode(
                        node(node, address),
                        service(service, serviceAddress, port),
                        List.of(check(node, status))));
        return this;
    }

    private static Node node(String name, String address) {
        return new Node("", name, address, "dc1", null, Map.of("rack", "r1"), 1, 1);
    }

    private static NodeService service(String name, String address, int port) {
        return new NodeService(
                "",
                name,
                name,
                List.of("v1"),
                address,
                null,
                null,
                port,
                new Weights(5, 2),
                false,
                ConnectProxyConfig.NONE,
                ServiceConnect.NONE,
                false,
                1,
                1);
    }

    private static HealthCheck check(String node, String status) {
        return new HealthCheck(
                node, "c", "c", status, "", "", "", "", null, "", HealthCheckDefinition.NONE, 1, 1);
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        if (failing) {
            return CompletableFuture.failedFuture(new RpcException(RpcException.NO_LEADER));
        }
        Object reply;
        try {
            reply = reply(method, request);
        } catch (RpcException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        return CompletableFuture.completedFuture(
                Answer.of(method.reply().cast(reply), QueryMeta.leader(1)));
    }

    private Object reply(Method<?, ?> method, Object request) {
        return switch (request) {
            case ServiceRequest service when method.equals(Health.SERVICE_NODES) -> health(service);
            case ServiceRequest service -> byAddress(service);
            case NodeRequest node -> node(node);
            case ExecuteRequest query -> execute(query);
            default -> new Nodes(instances.stream().map(CheckServiceNode::node).toList());
        };
    }

    /** There is a query for each service, in the order in which they were added. */
    private ExecuteReply execute(ExecuteRequest request) {
        executed = request;
        List<CheckServiceNode> found =
                instances.stream()
                        .filter(i ->
                                Objects.requireNonNull(i.service())
                                        .name()
                                        .equals(request.queryIdOrName()))
                        .toList();
        if (found.isEmpty() && !request.queryIdOrName().equals("empty")) {
            throw new RpcException(PreparedQueryMethods.NOT_FOUND);
        }
        return new ExecuteReply(
                request.queryIdOrName(), found, new QueryDnsOptions(queryTtl), "dc1", 0);
    }

    private CheckServiceNodes health(ServiceRequest request) {
        if (!request.datacenter().equals("dc1")) {
            throw new RpcException(RpcException.NO_DATACENTER_PATH);
        }
        return new CheckServiceNodes(
                instances.stream()
                        .filter(i ->
                                Objects.requireNonNull(i.service())
                                        .name()
                                        .equals(request.serviceName()))
                        .filter(i ->
                                !request.tagFilter() || List.of("v1").equals(request.serviceTags()))
                        .toList());
    }

    private ServiceNodes byAddress(ServiceRequest request) {
        return new ServiceNodes(
                instances.stream()
                        .filter(i ->
                                Objects.requireNonNull(i.service())
                                        .address()
                                        .equals(request.serviceAddress()))
                        .map(FakeCatalog::flat)
                        .toList());
    }

    private static ServiceNode flat(CheckServiceNode instance) {
        Node node = Objects.requireNonNull(instance.node());
        NodeService service = Objects.requireNonNull(instance.service());
        return new ServiceNode(
                "",
                node.name(),
                node.address(),
                "dc1",
                null,
                null,
                "",
                service.id(),
                service.name(),
                null,
                service.address(),
                null,
                Weights.DEFAULT,
                null,
                service.port(),
                false,
                ConnectProxyConfig.NONE,
                ServiceConnect.NONE,
                1,
                1);
    }

    private NodeServicesReply node(NodeRequest request) {
        return new NodeServicesReply(
                instances.stream()
                        .map(i -> Objects.requireNonNull(i.node()))
                        .filter(n -> n.name().equals(request.node()))
                        .findFirst()
                        .map(n -> new NodeServices(n, null))
                        .orElse(null));
    }
}
