package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateQuery;
import io.proconsul.model.federation.FederationStateReply;
import io.proconsul.model.federation.FederationStates;
import io.proconsul.model.federation.MeshGateways;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.FederationMethods;

import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/internal/federation-state}: how datacenters are reached. */
public final class FederationEndpoints implements Family {
    private static final RecordCodec<FederationState> STATE = RecordCodec.of(FederationState.class);
    private static final RecordCodec<CheckServiceNode> GATEWAY =
            RecordCodec.of(CheckServiceNode.class);

    private static final JsonForm<FederationStates> ALL = new JsonForm<>(FederationEndpoints::all);
    private static final JsonForm<MeshGateways> GATEWAYS =
            new JsonForm<>(FederationEndpoints::gateways);
    private static final JsonForm<Answer<FederationStateReply>> ONE =
            new JsonForm<>(FederationEndpoints::one);

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;

    public FederationEndpoints(Cluster cluster) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/internal/federation-states", Endpoint.get(this::states));
        table.add("/v1/internal/federation-states/mesh-gateways", Endpoint.get(this::gateways));
        table.add("/v1/internal/federation-state/", Endpoint.get(this::state));
    }

    private CompletableFuture<Response> states(Request request) {
        return cluster.discover(
                request,
                FederationMethods.LIST,
                everything(request),
                (answer, read) -> presentation.json(request, answer.body(), ALL));
    }

    private CompletableFuture<Response> gateways(Request request) {
        return cluster.discover(
                request,
                FederationMethods.LIST_MESH_GATEWAYS,
                everything(request),
                (answer, read) -> presentation.json(request, answer.body(), GATEWAYS));
    }

    private DatacenterRequest everything(Request request) {
        return DatacenterRequest.of(questions.datacenter(request), questions.options(request));
    }

    private CompletableFuture<Response> state(Request request) {
        if (request.rest().isEmpty()) {
            throw Refusal.invalid("Bad request: Missing datacenter name");
        }
        var question =
                new FederationStateQuery(
                        request.rest(), questions.datacenter(request), questions.options(request));
        return cluster.discover(
                request, FederationMethods.GET, question, (answer, read) -> known(request, answer));
    }

    private Response known(Request request, Answer<FederationStateReply> answer) {
        if (answer.value().state() == null) {
            throw Refusal.notFound(""); // without the headers of reads
        }
        return presentation.json(request, answer, ONE);
    }

    private static void all(FederationStates reply, JsonWriter out) {
        out.beginArray();
        CatalogForms.orEmpty(reply.states()).forEach(state -> STATE.writeJson(state, out));
        out.endArray();
    }

    /** The whole reply with its query meta, as it comes from the server. */
    private static void one(Answer<FederationStateReply> answer, JsonWriter out) {
        QueryMeta meta = answer.meta();
        out.beginObject();
        STATE.writeJson(answer.value().state(), out.name("State"));
        out.name("Index").number(meta.index());
        out.name("LastContact").number(meta.lastContact().toNanos());
        out.name("KnownLeader").bool(meta.knownLeader());
        out.name("ConsistencyLevel").string(meta.consistencyLevel());
        out.endObject();
    }

    private static void gateways(MeshGateways reply, JsonWriter out) {
        out.beginObject();
        var byDatacenter = reply.datacenterNodes();
        if (byDatacenter != null) {
            new TreeMap<>(byDatacenter)
                    .forEach((datacenter, gateways) -> {
                        out.name(datacenter).beginArray();
                        CatalogForms.orEmpty(gateways)
                                .forEach(gateway -> GATEWAY.writeJson(gateway, out));
                        out.endArray();
                    });
        }
        out.endObject();
    }
}
