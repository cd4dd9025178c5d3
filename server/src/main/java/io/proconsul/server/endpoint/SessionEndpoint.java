package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.command.Command;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionQuery;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.session.Sessions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.SessionMethods;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.server.leader.SessionClocks;
import io.proconsul.server.query.Question;
import io.proconsul.state.BadLookupException;
import io.proconsul.state.Outcome;
import io.proconsul.state.Read;
import io.proconsul.state.Reading;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sessions (wire reference, section 10, Session). */
public final class SessionEndpoint {
    private final Supplier<Root> state;
    private final CommandLog log;
    private final SessionClocks clocks;
    private final SessionRules rules;
    private final Chance chance;

    /**
     * @param chance makes the ids
     */
    public SessionEndpoint(
            Supplier<Root> state,
            CommandLog log,
            SessionClocks clocks,
            SessionRules rules,
            Chance chance) {
        this.state = state;
        this.log = log;
        this.clocks = clocks;
        this.rules = rules;
        this.chance = chance;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(SessionMethods.APPLY, this::apply);
        endpoints.act(SessionMethods.RENEW, this::renew);
        endpoints.read(SessionMethods.GET, this::get);
        endpoints.read(SessionMethods.LIST, this::list);
        endpoints.read(SessionMethods.NODE_SESSIONS, this::nodeSessions);
    }

    private CompletableFuture<Answer<String>> apply(SessionRequest request, Authorizer authorizer) {
        return switch (request.op()) {
            case SessionRequest.CREATE -> create(request, authorizer);
            case SessionRequest.DESTROY -> destroy(request, authorizer);
            default -> throw new RpcException("Invalid session operation '" + request.op() + "'");
        };
    }

    private CompletableFuture<Answer<String>> create(
            SessionRequest request, Authorizer authorizer) {
        Session wanted = request.session();
        if (wanted.node().isEmpty()) {
            throw new RpcException("Must provide Node");
        }
        Rights.require(authorizer, Resource.SESSION, Access.WRITE, wanted.node());
        return propose(request, rules.complete(wanted, unusedId()));
    }

    /** Not derived from anything: the id must be in the command, for servers must not differ. */
    private String unusedId() {
        String id = chance.uuid().toString();
        while (find(id, state.get()).value() != null) {
            id = chance.uuid().toString();
        }
        return id;
    }

    private CompletableFuture<Answer<String>> destroy(
            SessionRequest request, Authorizer authorizer) {
        if (request.session().id().isEmpty()) {
            throw new RpcException("Must provide ID");
        }
        Session known = find(request.session().id(), state.get()).value();
        if (known == null) {
            return Replies.now(Answer.of("")); // ended already, which is as good
        }
        Rights.require(authorizer, Resource.SESSION, Access.WRITE, known.node());
        return propose(request, request.session());
    }

    private CompletableFuture<Answer<String>> propose(SessionRequest request, Session session) {
        var command =
                new Command.SessionChange(
                        new SessionRequest(
                                request.datacenter(), request.op(), session, WriteOptions.NONE));
        return log.propose(command).thenApply(outcome -> Answer.of(createdId(outcome)));
    }

    private static String createdId(Outcome outcome) {
        return outcome instanceof Outcome.SessionCreated(String id) ? id : "";
    }

    private CompletableFuture<Answer<Sessions>> renew(SessionQuery request, Authorizer authorizer) {
        Reading<@Nullable Session> found = find(id(request), state.get());
        Session session = found.value();
        if (session != null) {
            Rights.require(authorizer, Resource.SESSION, Access.WRITE, session.node());
            clocks.reset(session);
        }
        return Replies.now(
                Answer.of(
                        new Sessions(session == null ? null : List.of(session)),
                        QueryMeta.leader(found.index())));
    }

    /**
     * @throws RpcException when that is no id
     */
    static Reading<@Nullable Session> find(String id, Root root) {
        try {
            return Reads.session(id).on(root);
        } catch (BadLookupException noId) {
            throw new RpcException(String.valueOf(noId.getMessage()));
        }
    }

    /** Older clients use the other field. */
    private static String id(SessionQuery request) {
        return request.sessionId().isEmpty() ? request.session() : request.sessionId();
    }

    private Question<?, Sessions> get(SessionQuery request, Authorizer authorizer) {
        return Question.<@Nullable Session, Sessions>cheap(
                Reads.session(id(request)),
                session ->
                        session == null || !Rights.mayReadSession(authorizer, session.node())
                                ? new Sessions(null)
                                : new Sessions(List.of(session)));
    }

    private Question<?, Sessions> list(SessionQuery request, Authorizer authorizer) {
        return several(Reads.sessions(), authorizer);
    }

    private Question<?, Sessions> nodeSessions(NodeRequest request, Authorizer authorizer) {
        return several(Reads.nodeSessions(request.node()), authorizer);
    }

    private static Question<?, Sessions> several(Read<List<Session>> read, Authorizer authorizer) {
        return Question.of(
                read,
                sessions ->
                        new Sessions(
                                Rights.visible(
                                        sessions,
                                        authorizer,
                                        session ->
                                                Rights.mayReadSession(
                                                        authorizer, session.node()))));
    }
}
