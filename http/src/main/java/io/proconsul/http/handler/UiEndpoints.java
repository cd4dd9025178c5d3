package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.internal.NodeDump;
import io.proconsul.model.internal.ServiceDumpRequest;
import io.proconsul.model.internal.WholeNode;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.method.Internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/internal/ui}: what the reference's web pages ask; others use it all the same. */
public final class UiEndpoints implements Family {
    private static final RecordCodec<WholeNode> NODE = RecordCodec.of(WholeNode.class);

    private static final JsonForm<NodeDump> NODES = new JsonForm<>(UiEndpoints::nodes);
    private static final JsonForm<WholeNode> ONE_NODE =
            new JsonForm<>((node, out) -> NODE.writeJson(shown(node), out));
    private static final JsonForm<CheckServiceNodes> SERVICES =
            new JsonForm<>((reply, out) -> ServiceSummary.writeAll(reply, out));

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;

    public UiEndpoints(Cluster cluster) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/internal/ui/nodes", Endpoint.get(this::nodes));
        table.add("/v1/internal/ui/node/", Endpoint.get(this::node));
        table.add("/v1/internal/ui/services", Endpoint.get(this::services));
    }

    private CompletableFuture<Response> nodes(Request request) {
        QueryOptions options = begin(request);
        var question = DatacenterRequest.of(questions.datacenter(request), options);
        return cluster.discover(
                request,
                Internal.NODE_DUMP,
                question,
                (answer, read) -> presentation.json(request, answer.body(), NODES));
    }

    private CompletableFuture<Response> node(Request request) {
        QueryOptions options = begin(request);
        if (request.rest().isEmpty()) {
            throw Refusal.invalid("Missing node name");
        }
        var question = new NodeRequest(questions.datacenter(request), request.rest(), options);
        return cluster.discover(
                request,
                Internal.NODE_INFO,
                question,
                (answer, read) -> first(request, CatalogForms.orEmpty(answer.value().dump())));
    }

    private Response first(Request request, List<WholeNode> found) {
        if (found.isEmpty()) {
            throw Refusal.notFound(""); // without the headers of reads
        }
        return presentation.json(request, found.getFirst(), ONE_NODE);
    }

    private CompletableFuture<Response> services(Request request) {
        QueryOptions options = begin(request);
        var question =
                new ServiceDumpRequest(
                        questions.datacenter(request), "", false, QuerySource.NONE, options);
        return cluster.discover(
                request,
                Internal.SERVICE_DUMP,
                question,
                (answer, read) -> presentation.json(request, answer.body(), SERVICES));
    }

    private QueryOptions begin(Request request) {
        questions.refuseNamespaces(request);
        return questions.options(request);
    }

    private static void nodes(NodeDump reply, JsonWriter out) {
        out.beginArray();
        CatalogForms.orEmpty(reply.dump()).forEach(node -> NODE.writeJson(shown(node), out));
        out.endArray();
    }

    /** Lists are never missing here; tags inside of them stay as they are. */
    private static WholeNode shown(WholeNode node) {
        return new WholeNode(
                node.id(),
                node.node(),
                node.address(),
                node.taggedAddresses(),
                node.meta(),
                CatalogForms.orEmpty(node.services()),
                CatalogForms.orEmpty(node.checks()));
    }
}
