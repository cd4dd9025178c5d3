package io.proconsul.http.route;

import io.proconsul.http.message.Application.Admission;
import io.proconsul.http.message.BadEscapeException;
import io.proconsul.http.message.Content;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Query;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.runtime.metrics.Metrics.Sample;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One endpoint of the API with its methods. Refusals come in the reference's order: the query
 * string, blocked paths, the method, who may write.
 */
public final class ApiRoute implements Route {
    private static final HeaderName ALLOW = new HeaderName("Allow");

    private final ApiRules rules;
    private final List<Endpoint> endpoints;
    private final List<Sample> durations;
    private final Sample optionsDuration;
    private final Header allow;
    private final @Nullable Handler otherwise;

    /**
     * @param pattern as it is registered; names the metric
     * @param endpoints in the order in which {@code Allow} lists their methods
     */
    public ApiRoute(String pattern, ApiRules rules, Endpoint... endpoints) {
        this(pattern, rules, null, endpoints);
    }

    /**
     * @param otherwise answers methods without an endpoint; null for the usual refusal
     */
    ApiRoute(String pattern, ApiRules rules, @Nullable Handler otherwise, Endpoint... endpoints) {
        this.otherwise = otherwise;
        this.rules = rules;
        this.endpoints = List.of(endpoints);
        this.durations =
                this.endpoints.stream().map(e -> sample(rules, e.method(), pattern)).toList();
        this.optionsDuration = sample(rules, "OPTIONS", pattern);
        this.allow = allow(this.endpoints);
    }

    /** As the reference names them: {@code http.GET.v1.kv._}. */
    private static Sample sample(ApiRules rules, String method, String pattern) {
        String dotted = pattern.substring(1).replace('/', '.');
        String open = pattern.endsWith("/") ? "_" : "";
        return rules.metrics().sample("http." + method + "." + dotted + open);
    }

    private static Header allow(List<Endpoint> endpoints) {
        var methods = new StringBuilder("OPTIONS");
        endpoints.forEach(endpoint -> methods.append(',').append(endpoint.method()));
        return ALLOW.of(methods.toString());
    }

    @Override
    public Admission admit(Head head, String rest) {
        long began = rules.clock().nanos();
        Query query;
        try {
            query = Query.parse(head.target().query());
        } catch (BadEscapeException bad) {
            AccessLog.badQuery(head, String.valueOf(bad.getMessage()));
            return new Settled(withCommon(Response.empty(500)));
        }
        Response refusal = refusal(head);
        if (refusal != null) {
            return new Visit(head, rest, query, null, request -> done(refusal), began);
        }
        return visit(head, rest, query, began);
    }

    private @Nullable Response refusal(Head head) {
        return rules.blocks(head.target().path())
                ? Response.text(403, "Endpoint is blocked by agent configuration")
                : null;
    }

    private Visit visit(Head head, String rest, Query query, long began) {
        String method = head.method();
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            if (endpoint.method().equals(method)) {
                boolean allowed = method.equals("GET") || rules.mayWrite(head.client());
                return allowed
                        ? new Visit(head, rest, query, endpoint, endpoint.handler(), began)
                        : new Visit(head, rest, query, null, ApiRoute::restricted, began);
            }
        }
        return new Visit(head, rest, query, null, otherwise(method), began);
    }

    private Handler otherwise(String method) {
        if (otherwise != null) {
            return otherwise;
        }
        return method.equals("OPTIONS") ? this::options : this::unknownMethod;
    }

    private static CompletableFuture<Response> restricted(Request request) {
        return done(Response.text(403, "Access is restricted"));
    }

    private CompletableFuture<Response> options(Request request) {
        return done(Response.empty(200).with(allow));
    }

    private CompletableFuture<Response> unknownMethod(Request request) {
        String text = "method " + request.method() + " not allowed";
        return done(Response.text(405, text).with(allow));
    }

    private static CompletableFuture<Response> done(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private Response withCommon(Response response) {
        rules.headers().forEach(response::with);
        return response;
    }

    private void measure(String method, long nanos) {
        for (int i = 0; i < endpoints.size(); i++) {
            if (endpoints.get(i).method().equals(method)) {
                durations.get(i).recordNanos(nanos);
                return;
            }
        }
        if (method.equals("OPTIONS")) {
            optionsDuration.recordNanos(nanos);
        }
    }

    /** One request on its way through this route. */
    private final class Visit implements Admission {
        /** Parameters that make a read wait for a change. */
        private static final List<String> WAITING = Arrays.asList("index", "hash");

        private final Head head;
        private final String rest;
        private final Query query;
        private final @Nullable Endpoint endpoint;
        private final Handler handler;
        private final long began;

        Visit(
                Head head,
                String rest,
                Query query,
                @Nullable Endpoint endpoint,
                Handler handler,
                long began) {
            this.head = head;
            this.rest = rest;
            this.query = query;
            this.endpoint = endpoint;
            this.handler = handler;
            this.began = began;
        }

        @Override
        public long bodyLimit() {
            return endpoint == null ? 0 : endpoint.limit().bytes();
        }

        @Override
        public Response tooLarge(long announced) {
            BodyLimit limit = endpoint == null ? BodyLimit.NONE : endpoint.limit();
            return finished(limit.tooLarge(announced));
        }

        @Override
        public boolean waits() {
            return WAITING.stream().anyMatch(query::has);
        }

        @Override
        public CompletableFuture<Response> answer(Received body, Executor loop) {
            CompletableFuture<Response> answer = answer(new Request(head, rest, query, body, loop));
            return Compression.accepted(head.headers()) ? compressed(answer, loop) : answer;
        }

        private CompletableFuture<Response> answer(Request request) {
            CompletableFuture<Response> answer = Handler.call(handler, request);
            return answer.isDone() && !answer.isCompletedExceptionally()
                    ? done(finished(answer.join()))
                    : Pending.map(answer, request.loop(), this::settle);
        }

        private Response settle(@Nullable Response response, @Nullable Throwable failure) {
            return finished(response != null ? response : Failures.response(failureOf(failure)));
        }

        private static Throwable failureOf(@Nullable Throwable failure) {
            return failure != null ? failure : new AssertionError("neither answer nor failure");
        }

        private Response finished(Response response) {
            long nanos = rules.clock().nanos() - began;
            measure(head.method(), nanos);
            if (response.status() >= 400) {
                AccessLog.failed(head, query, response);
            }
            AccessLog.finished(head, query, nanos);
            return withCommon(response);
        }

        private CompletableFuture<Response> compressed(
                CompletableFuture<Response> answer, Executor loop) {
            if (!answer.isDone()) {
                return Pending.chain(answer, loop, (response, failure) -> nowOrLater(response));
            }
            return nowOrLater(answer.join());
        }

        private CompletableFuture<Response> nowOrLater(@Nullable Response response) {
            if (response == null) {
                throw new AssertionError("an answer is never a failure here");
            }
            Content content = Compression.compressible(response);
            if (content == null) {
                return done(response);
            }
            return Compression.isQuick(content)
                    ? done(Compression.compressed(response, content))
                    : Pending.run(rules.threads(), () -> Compression.compressed(response, content));
        }
    }
}
