package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionQuery;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.session.Sessions;
import io.proconsul.rpc.method.SessionMethods;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/session}: what locks belong to. */
public final class SessionEndpoints implements Family {
    private static final JsonForm<Sessions> LIST = new JsonForm<>(SessionEndpoints::write);
    private static final JsonForm<String> ID =
            new JsonForm<>((id, out) -> out.beginObject().name("ID").string(id).endObject());

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;
    private final String node;

    /**
     * @param node this agent's, for sessions that name none
     */
    public SessionEndpoints(Cluster cluster, String node) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
        this.node = node;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/session/create", Endpoint.putJson(this::create));
        table.add("/v1/session/destroy/", Endpoint.put(this::destroy));
        table.add("/v1/session/renew/", Endpoint.put(this::renew));
        table.add("/v1/session/info/", Endpoint.get(this::info));
        table.add("/v1/session/node/", Endpoint.get(this::ofNode));
        table.add("/v1/session/list", Endpoint.get(this::list));
    }

    private static void write(Sessions reply, JsonWriter out) {
        List<Session> sessions = reply.sessions();
        out.beginArray();
        if (sessions != null) {
            sessions.forEach(session -> SessionBody.write(session, out));
        }
        out.endArray();
    }

    private CompletableFuture<Response> create(Request request) {
        questions.refuseNamespaces(request);
        Session session = JsonBodies.read(request, body -> SessionBody.read(body, node));
        return cluster.ask(
                request,
                SessionMethods.APPLY,
                write(request, SessionRequest.CREATE, session),
                answer -> presentation.json(request, answer.value(), ID));
    }

    private CompletableFuture<Response> destroy(Request request) {
        questions.refuseNamespaces(request);
        Session session = ofId(id(request));
        return cluster.ask(
                request,
                SessionMethods.APPLY,
                write(request, SessionRequest.DESTROY, session),
                answer -> presentation.json(request, true, Presentation.BOOLEAN));
    }

    private SessionRequest write(Request request, String op, Session session) {
        return new SessionRequest(
                questions.datacenter(request), op, session, questions.writeOptions(request));
    }

    private static Session ofId(String id) {
        return new Session(id, "", "", Duration.ZERO, "", "", null, null, null, 0, 0);
    }

    private CompletableFuture<Response> renew(Request request) {
        questions.refuseNamespaces(request);
        String id = id(request);
        var question =
                new SessionQuery(
                        questions.datacenter(request),
                        id,
                        id,
                        QueryOptions.DEFAULT.withToken(questions.token(request)));
        return cluster.ask(
                request,
                SessionMethods.RENEW,
                question,
                answer -> renewed(request, id, answer.value()));
    }

    private Response renewed(Request request, String id, Sessions reply) {
        if (reply.sessions() == null || reply.sessions().isEmpty()) {
            throw Refusal.notFound("Session id '" + id + "' not found");
        }
        return presentation.json(request, reply, LIST);
    }

    private CompletableFuture<Response> info(Request request) {
        questions.refuseNamespaces(request);
        QueryOptions options = questions.options(request);
        String id = id(request);
        var question = new SessionQuery(questions.datacenter(request), id, id, options);
        return cluster.discover(
                request,
                SessionMethods.GET,
                question,
                (answer, read) -> presentation.json(request, answer.body(), LIST));
    }

    private CompletableFuture<Response> ofNode(Request request) {
        questions.refuseNamespaces(request);
        QueryOptions options = questions.options(request);
        if (request.rest().isEmpty()) {
            throw Refusal.invalid("Missing node name");
        }
        var question = new NodeRequest(questions.datacenter(request), request.rest(), options);
        return cluster.discover(
                request,
                SessionMethods.NODE_SESSIONS,
                question,
                (answer, read) -> presentation.json(request, answer.body(), LIST));
    }

    private CompletableFuture<Response> list(Request request) {
        questions.refuseNamespaces(request);
        var question =
                new SessionQuery(questions.datacenter(request), "", "", questions.options(request));
        return cluster.discover(
                request,
                SessionMethods.LIST,
                question,
                (answer, read) -> presentation.json(request, answer.body(), LIST));
    }

    private static String id(Request request) {
        if (request.rest().isEmpty()) {
            throw Refusal.invalid("Missing session");
        }
        return request.rest();
    }
}
