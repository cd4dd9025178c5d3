package io.proconsul.http.handler;

import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.DatacentersRequest;
import io.proconsul.rpc.method.Method;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/catalog}: the nodes and services the servers know. */
public final class CatalogEndpoints implements Family {
    private static final RecordCodec<RegisterRequest> REGISTER =
            RecordCodec.of(RegisterRequest.class);
    private static final RecordCodec<DeregisterRequest> DEREGISTER =
            RecordCodec.of(DeregisterRequest.class);

    private final Discovery discovery;
    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;

    public CatalogEndpoints(Discovery discovery) {
        this.discovery = discovery;
        this.cluster = discovery.cluster();
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/catalog/register", Endpoint.putJson(this::register));
        table.add("/v1/catalog/deregister", Endpoint.putJson(this::deregister));
        table.add("/v1/catalog/datacenters", Endpoint.get(this::datacenters));
        table.add("/v1/catalog/nodes", Endpoint.get(this::nodes));
        table.add("/v1/catalog/services", Endpoint.get(this::services));
        table.add("/v1/catalog/service/", Endpoint.get(request -> instances(request, false)));
        table.add("/v1/catalog/connect/", Endpoint.get(request -> instances(request, true)));
        table.add(
                "/v1/catalog/node/",
                Endpoint.get(request -> node(request, Catalog.NODE_SERVICES, CatalogForms.NODE)));
        table.add(
                "/v1/catalog/node-services/",
                Endpoint.get(request ->
                        node(request, Catalog.NODE_SERVICE_LIST, CatalogForms.NODE_LIST)));
        table.add("/v1/catalog/gateway-services/", Endpoint.get(this::gatewayServices));
    }

    // ---- writing

    private CompletableFuture<Response> register(Request request) {
        questions.refuseNamespaces(request);
        RegisterRequest asked = JsonBodies.read(request, body -> read(REGISTER, body));
        var write =
                new RegisterRequest(
                        datacenter(asked.datacenter()),
                        asked.id(),
                        asked.node(),
                        asked.address(),
                        asked.taggedAddresses(),
                        asked.nodeMeta(),
                        asked.service(),
                        asked.check(),
                        asked.checks(),
                        asked.skipNodeUpdate(),
                        questions.writeOptions(request),
                        0,
                        0);
        return cluster.ask(request, Catalog.REGISTER, write, answer -> done(request));
    }

    private CompletableFuture<Response> deregister(Request request) {
        questions.refuseNamespaces(request);
        DeregisterRequest asked = JsonBodies.read(request, body -> read(DEREGISTER, body));
        var write =
                new DeregisterRequest(
                        datacenter(asked.datacenter()),
                        asked.node(),
                        asked.serviceId(),
                        asked.checkId(),
                        questions.writeOptions(request));
        return cluster.ask(request, Catalog.DEREGISTER, write, answer -> done(request));
    }

    /** The body decides about the datacenter here; the {@code dc} parameter is not looked at. */
    private String datacenter(String asked) {
        return asked.isEmpty() ? questions.ownDatacenter() : asked;
    }

    private Response done(Request request) {
        return presentation.json(request, true, Presentation.BOOLEAN);
    }

    /** Says of namespaces that they are an enterprise feature and not just unknown. */
    private static <T> T read(RecordCodec<T> codec, byte[] body) throws JsonException {
        try {
            return codec.readJson(JsonReader.ofFirst(body));
        } catch (JsonException bad) {
            if ("json: unknown field \"Namespace\"".equals(bad.getMessage())) {
                throw new JsonException(bad.getMessage() + Questions.ENTERPRISE, bad.position());
            }
            throw bad;
        }
    }

    // ---- reading

    private CompletableFuture<Response> datacenters(Request request) {
        var question = new DatacentersRequest(questions.freshness(request));
        return cluster.ask(
                request,
                Catalog.LIST_DATACENTERS,
                question,
                answer -> presentation.json(request, answer.body(), Presentation.STRINGS));
    }

    private CompletableFuture<Response> nodes(Request request) {
        QueryOptions options = questions.options(request);
        questions.refuseNamespaces(request);
        var question =
                new DatacenterRequest(
                        questions.datacenter(request),
                        questions.nodeMeta(request),
                        questions.source(request),
                        options);
        return discovery.ask(request, Catalog.LIST_NODES, question, CatalogForms.NODES);
    }

    private CompletableFuture<Response> services(Request request) {
        questions.refuseNamespaces(request);
        var question =
                new DatacenterRequest(
                        questions.datacenter(request),
                        questions.nodeMeta(request),
                        questions.source(request),
                        questions.options(request));
        return discovery.askOrRemember(
                request, Catalog.LIST_SERVICES, question, CatalogForms.SERVICES);
    }

    private CompletableFuture<Response> instances(Request request, boolean connect) {
        QueryOptions options = questions.optionsAboutNamed(request, "Missing service name");
        List<String> tags = request.query().all("tag");
        var question = questions.service(request, connect, false, tags, options);
        return discovery.askOrRemember(
                request, Catalog.SERVICE_NODES, question, CatalogForms.INSTANCES);
    }

    private CompletableFuture<Response> gatewayServices(Request request) {
        QueryOptions options = questions.optionsAboutNamed(request, "Missing gateway name");
        var question = questions.service(request, false, false, List.of(), options);
        return discovery.ask(
                request, Catalog.GATEWAY_SERVICES, question, CatalogForms.GATEWAY_SERVICES);
    }

    private <R> CompletableFuture<Response> node(
            Request request, Method<NodeRequest, R> method, JsonForm<R> form) {
        QueryOptions options = questions.optionsAboutNamed(request, "Missing node name");
        var question = new NodeRequest(questions.datacenter(request), request.rest(), options);
        return discovery.ask(request, method, question, form);
    }
}
