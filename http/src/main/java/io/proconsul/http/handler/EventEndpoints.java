package io.proconsul.http.handler;

import io.proconsul.agent.event.EventList;
import io.proconsul.agent.event.UserEvent;
import io.proconsul.agent.event.UserEvents;
import io.proconsul.http.message.BrokenBodyException;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Query;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.GoNumbers;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.parameter.Waiting;
import io.proconsul.http.route.BodyLimit;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Failures;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** {@code /v1/event}: fires user events and lists those this agent has heard. */
public final class EventEndpoints implements Family {
    private static final HeaderName INDEX = new HeaderName("X-Consul-Index");
    private static final RecordCodec<UserEvent> CODEC = RecordCodec.of(UserEvent.class);
    private static final JsonForm<UserEvent> EVENT = new JsonForm<>(CODEC::writeJson);
    private static final JsonForm<List<UserEvent>> EVENTS = new JsonForm<>(CODEC::writeJsonList);

    /** Far more than an event may hold, so that it is the server that refuses, in its words. */
    private static final BodyLimit PAYLOAD = new BodyLimit(64 << 10, "");

    private final UserEvents events;
    private final Questions questions;
    private final Guard guard;
    private final Presentation presentation;

    public EventEndpoints(
            UserEvents events, Questions questions, Guard guard, Presentation presentation) {
        this.events = events;
        this.questions = questions;
        this.guard = guard;
        this.presentation = presentation;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/event/fire/", Endpoint.put(this::fire, PAYLOAD));
        table.add("/v1/event/list", Endpoint.get(this::list));
    }

    private CompletableFuture<Response> fire(Request request) {
        Query query = request.query();
        byte[] body;
        try {
            body = request.body().bytes();
        } catch (BrokenBodyException broken) {
            return CompletableFuture.completedFuture(Failures.response(broken));
        }
        var draft =
                new UserEvent(
                        "",
                        request.rest(),
                        body.length == 0 ? null : body,
                        query.first("node"),
                        query.first("service"),
                        query.first("tag"),
                        UserEvent.VERSION,
                        0);
        return Pending.map(
                events.fire(draft, questions.datacenter(request), questions.token(request)),
                request.loop(),
                (event, failure) ->
                        event != null
                                ? presentation.json(request, event, EVENT)
                                : Failures.response(of(failure)));
    }

    private CompletableFuture<Response> list(Request request) {
        Waiting waiting = Waiting.of(request.query());
        Predicate<UserEvent> wanted = wanted(request);
        return Pending.map(
                events.await(wanted, index(request), waiting.time()),
                request.loop(),
                (list, failure) ->
                        list != null ? listed(request, list) : Failures.response(of(failure)));
    }

    /** All 64 bits count here, also those that make other indexes negative. */
    private static long index(Request request) {
        String text = request.query().first("index");
        return text.isEmpty() ? 0 : GoNumbers.unsigned(text);
    }

    private Predicate<UserEvent> wanted(Request request) {
        String name = request.query().first("name");
        Authorizer authorizer = guard.authorizer(request);
        return event ->
                (name.isEmpty() || event.name().equals(name))
                        && authorizer.allows(Resource.EVENT, Access.READ, event.name());
    }

    private Response listed(Request request, EventList list) {
        return presentation
                .json(request, list.events(), EVENTS)
                .with(INDEX.of(Long.toUnsignedString(list.index())));
    }

    private static Throwable of(@Nullable Throwable failure) {
        return failure != null ? failure : new AssertionError("neither answer nor failure");
    }
}
