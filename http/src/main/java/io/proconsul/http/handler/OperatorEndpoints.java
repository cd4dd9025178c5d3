package io.proconsul.http.handler;

import io.proconsul.http.message.Query;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.GoNumbers;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonReader;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.RemovePeerRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Operator;

import java.util.concurrent.CompletableFuture;

/** {@code /v1/operator}: who takes part in the replicated log, and how well the servers are. */
public final class OperatorEndpoints implements Family {
    private static final RecordCodec<AutopilotConfig> AUTOPILOT =
            RecordCodec.of(AutopilotConfig.class);

    /** Too many requests: what 1.8.7 answers for an ill cluster, whatever the number means. */
    private static final int UNHEALTHY = 429;

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;

    public OperatorEndpoints(Cluster cluster) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/operator/raft/configuration", Endpoint.get(this::configuration));
        table.add("/v1/operator/raft/peer", Endpoint.delete(this::removePeer));
        table.add(
                "/v1/operator/autopilot/configuration",
                Endpoint.get(this::autopilot),
                Endpoint.putJson(this::setAutopilot));
        table.add("/v1/operator/autopilot/health", Endpoint.get(this::health));
    }

    private CompletableFuture<Response> configuration(Request request) {
        return cluster.ask(
                request,
                Operator.RAFT_GET_CONFIGURATION,
                question(request, questions.freshness(request)),
                answer -> presentation.json(request, answer.body(), OperatorForms.CONFIGURATION));
    }

    private DatacenterRequest question(Request request, QueryOptions options) {
        return DatacenterRequest.of(questions.datacenter(request), options);
    }

    private CompletableFuture<Response> removePeer(Request request) {
        Query query = request.query();
        String id = query.first("id");
        String address = query.first("address");
        if (id.isEmpty() && address.isEmpty()) {
            throw Refusal.badRequest(
                    "Must specify either ?id with the server's ID or ?address with IP:port of peer"
                            + " to remove");
        }
        if (!id.isEmpty() && !address.isEmpty()) {
            throw Refusal.badRequest("Must specify only one of ?id or ?address");
        }
        Method<RemovePeerRequest, Void> method =
                id.isEmpty()
                        ? Operator.RAFT_REMOVE_PEER_BY_ADDRESS
                        : Operator.RAFT_REMOVE_PEER_BY_ID;
        var removal =
                new RemovePeerRequest(
                        questions.datacenter(request),
                        address,
                        id,
                        questions.writeOptions(request));
        return cluster.ask(request, method, removal, answer -> Response.empty(200));
    }

    private CompletableFuture<Response> autopilot(Request request) {
        return cluster.ask(
                request,
                Operator.AUTOPILOT_GET_CONFIGURATION,
                question(request, questions.freshness(request)),
                answer -> presentation.json(request, answer.body(), OperatorForms.AUTOPILOT));
    }

    private CompletableFuture<Response> setAutopilot(Request request) {
        AutopilotConfig config =
                JsonBodies.read(
                        request,
                        "Bad request: Error parsing autopilot config: ",
                        body -> AUTOPILOT.readJson(JsonReader.ofFirst(body)));
        boolean cas = request.query().has("cas");
        var change =
                new AutopilotSetRequest(
                        questions.datacenter(request),
                        cas ? config.withIndexes(0, casIndex(request.query())) : config,
                        cas,
                        questions.writeOptions(request));
        return cluster.ask(
                request,
                Operator.AUTOPILOT_SET_CONFIGURATION,
                change,
                answer -> done(request, cas, answer));
    }

    private static long casIndex(Query query) {
        try {
            return GoNumbers.unsigned(query.first("cas"));
        } catch (IllegalArgumentException bad) {
            throw Refusal.badRequest("Error parsing cas value: " + bad.getMessage());
        }
    }

    /** Only a compare-and-set says how it ended. */
    private Response done(Request request, boolean cas, Answer<Boolean> answer) {
        return presentation.json(request, !cas || answer.value(), Presentation.BOOLEAN);
    }

    /** The leader alone knows, so what the request says about freshness does not count. */
    private CompletableFuture<Response> health(Request request) {
        QueryOptions options = QueryOptions.DEFAULT.withToken(questions.token(request));
        return cluster.ask(
                request,
                Operator.SERVER_HEALTH,
                question(request, options),
                answer -> healthOf(request, answer.value()));
    }

    private Response healthOf(Request request, ClusterHealth health) {
        Response shown = presentation.json(request, health, OperatorForms.HEALTH);
        return health.healthy() ? shown : shown.withStatus(UNHEALTHY);
    }
}
