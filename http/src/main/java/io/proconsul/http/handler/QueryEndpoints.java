package io.proconsul.http.handler;

import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.BodyLimit;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonReader;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.PreparedQueryLookup;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.method.PreparedQueryMethods;

import java.util.concurrent.CompletableFuture;

/**
 * {@code /v1/query}: stored questions for services. What stands behind an id or a name in the path
 * makes it executed or explained; these take other methods, so they are checked here.
 */
public final class QueryEndpoints implements Family {
    private static final HeaderName ALLOW = new HeaderName("Allow");
    private static final RecordCodec<PreparedQuery> CODEC = RecordCodec.of(PreparedQuery.class);
    private static final JsonForm<String> ID =
            new JsonForm<>((id, out) -> out.beginObject().name("ID").string(id).endObject());
    private static final JsonForm<Response> NOTHING =
            new JsonForm<>((response, out) -> out.beginObject().endObject());

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;
    private final QueryExecutions executions;

    /**
     * @param node this agent's, near which instances may be asked for
     */
    public QueryEndpoints(Cluster cluster, String node) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
        this.executions = new QueryExecutions(cluster, node);
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add(
                "/v1/query",
                Endpoint.get(this::list),
                new Endpoint("POST", this::create, BodyLimit.JSON));
        table.addWithOwnMethods(
                "/v1/query/",
                this::otherMethod,
                Endpoint.get(this::read),
                Endpoint.putJson(this::update),
                Endpoint.delete(this::delete));
    }

    private CompletableFuture<Response> list(Request request) {
        QueryOptions options = questions.options(request);
        var question = DatacenterRequest.of(questions.datacenter(request), options);
        return cluster.discover(
                request,
                PreparedQueryMethods.LIST,
                question,
                (answer, read) ->
                        IndexHeaders.addConsistency(
                                presentation.json(request, answer.body(), QueryForms.QUERIES),
                                read));
    }

    private CompletableFuture<Response> create(Request request) {
        PreparedQuery query = JsonBodies.read(request, CODEC);
        return cluster.ask(
                request,
                PreparedQueryMethods.APPLY,
                write(request, PreparedQueryRequest.CREATE, query),
                answer -> presentation.json(request, answer.value(), ID));
    }

    private CompletableFuture<Response> read(Request request) {
        return switch (QueryPath.of(request.rest())) {
            case QueryPath.Stored(String id) -> get(request, id);
            case QueryPath.Executed(String idOrName) -> executions.execute(request, idOrName);
            case QueryPath.Explained(String idOrName) -> executions.explain(request, idOrName);
        };
    }

    private CompletableFuture<Response> get(Request request, String id) {
        QueryOptions options = questions.options(request);
        var question = new PreparedQueryLookup(questions.datacenter(request), id, options);
        return cluster.discover(
                request,
                PreparedQueryMethods.GET,
                question,
                (answer, read) ->
                        IndexHeaders.addConsistency(
                                presentation.json(request, answer.body(), QueryForms.QUERIES),
                                read));
    }

    /** No body at all describes a query with nothing in it. */
    private CompletableFuture<Response> update(Request request) {
        if (!(QueryPath.of(request.rest()) instanceof QueryPath.Stored(String id))) {
            return otherMethod(request);
        }
        PreparedQuery query =
                JsonBodies.read(
                        request,
                        body ->
                                body.length == 0
                                        ? CODEC.zero()
                                        : CODEC.readJson(JsonReader.ofFirst(body)));
        return change(request, PreparedQueryRequest.UPDATE, query.withId(id));
    }

    private CompletableFuture<Response> delete(Request request) {
        return QueryPath.of(request.rest()) instanceof QueryPath.Stored(String id)
                ? change(request, PreparedQueryRequest.DELETE, CODEC.zero().withId(id))
                : otherMethod(request);
    }

    private CompletableFuture<Response> change(Request request, String op, PreparedQuery query) {
        return cluster.ask(
                request,
                PreparedQueryMethods.APPLY,
                write(request, op, query),
                answer -> Response.empty(200));
    }

    private PreparedQueryRequest write(Request request, String op, PreparedQuery query) {
        return new PreparedQueryRequest(
                questions.datacenter(request), op, query, questions.writeOptions(request));
    }

    /** Unlike elsewhere, refusals do not name OPTIONS, and OPTIONS has a body. */
    private CompletableFuture<Response> otherMethod(Request request) {
        String methods =
                QueryPath.of(request.rest()) instanceof QueryPath.Stored ? "GET,PUT,DELETE" : "GET";
        Response response =
                request.method().equals("OPTIONS")
                        ? options(request).with(ALLOW.of("OPTIONS," + methods))
                        : Refusal.of(405, "method " + request.method() + " not allowed")
                                .response()
                                .with(ALLOW.of(methods));
        return CompletableFuture.completedFuture(response);
    }

    private Response options(Request request) {
        return presentation.json(request, Response.empty(200), NOTHING);
    }
}
