package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Health;
import io.proconsul.rpc.method.PreparedQueryMethods;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The questions DNS asks the cluster, with the consistency and the token it asks them with. */
final class CatalogReads {
    private final Caller caller;
    private final DnsSettings settings;
    private final QueryOptions options;

    CatalogReads(Caller caller, DnsSettings settings) {
        this.caller = caller;
        this.settings = settings;
        QueryOptions options = QueryOptions.DEFAULT.withToken(settings.token());
        this.options = settings.allowStale() ? options.withStale(settings.maxStale()) : options;
    }

    /** Usable instances of a service. */
    CompletableFuture<List<Instance>> instances(Lookup.Service service) {
        @Nullable List<String> tags = service.tag().isEmpty() ? null : List.of(service.tag());
        var request =
                new ServiceRequest(
                        service.datacenter(),
                        null,
                        service.name(),
                        "",
                        tags,
                        "",
                        tags != null,
                        QuerySource.NONE,
                        service.kind() == Lookup.Kind.CONNECT,
                        service.kind() == Lookup.Kind.INGRESS,
                        options);
        var usable = settings.onlyPassing() ? Instance.PASSING : Instance.NOT_CRITICAL;
        return caller.call(Health.SERVICE_NODES, request)
                .thenApply(answer -> answer.body().encoded(usable));
    }

    /**
     * What a prepared query found.
     *
     * @param instances in the order in which they shall be used
     * @param ttl how long that may be kept
     */
    record Executed(List<Instance> instances, Duration ttl) {}

    /** Executes a prepared query for the client at that address. */
    CompletableFuture<Executed> execute(Lookup.PreparedQuery query, String client) {
        var request =
                new ExecuteRequest(
                        query.datacenter(),
                        query.nameOrId(),
                        0,
                        false,
                        new QuerySource("", "", "", client),
                        new QuerySource(settings.datacenter(), "", settings.nodeName(), ""),
                        options);
        return caller.call(PreparedQueryMethods.EXECUTE, request)
                .thenApply(
                        answer -> new Executed(Instance.of(answer.value()), ttl(answer.value())));
    }

    /** Queries are checked before they are stored, so that text is a duration. */
    private Duration ttl(ExecuteReply reply) {
        String own = reply.dns().ttl();
        return own.isEmpty() ? settings.ttlOf(reply.service()) : GoDuration.parse(own);
    }

    /** The node of that name. */
    CompletableFuture<Optional<Node>> node(String name, String datacenter) {
        return caller.call(Catalog.NODE_SERVICES, new NodeRequest(datacenter, name, options))
                .thenApply(answer ->
                        Optional.ofNullable(answer.value().nodeServices()).map(NodeServices::node));
    }

    /** The node whose address that is. */
    CompletableFuture<Optional<Node>> nodeAt(String address) {
        return caller.call(Catalog.LIST_NODES, DatacenterRequest.of(settings.datacenter(), options))
                .thenApply(answer ->
                        nodes(answer.value()).stream()
                                .filter(node -> node.address().equals(address))
                                .findFirst());
    }

    private static List<Node> nodes(Nodes reply) {
        return Objects.requireNonNullElse(reply.nodes(), List.of());
    }

    /** The instance whose own address that is. */
    CompletableFuture<Optional<ServiceNode>> instanceAt(String address) {
        var request =
                new ServiceRequest(
                        settings.datacenter(),
                        null,
                        "",
                        "",
                        null,
                        address,
                        false,
                        QuerySource.NONE,
                        false,
                        false,
                        options);
        return caller.call(Catalog.SERVICE_NODES, request)
                .thenApply(answer ->
                        Objects.requireNonNullElse(
                                        answer.value().serviceNodes(), List.<ServiceNode>of())
                                .stream()
                                .filter(instance -> instance.serviceAddress().equals(address))
                                .findFirst());
    }
}
