package io.proconsul.http.handler;

import io.proconsul.http.cache.CachedReads;
import io.proconsul.http.cache.CachedReads.Cached;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.route.Failures;
import io.proconsul.model.query.Query;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Method;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/**
 * Listings of the catalog: they say how they were read, and some may come from the agent's cache.
 *
 * @param cluster asks
 * @param cache answers those who ask with {@code ?cached}
 */
public record Discovery(Cluster cluster, CachedReads cache) {
    private static final HeaderName CACHE = new HeaderName("X-Cache");
    private static final HeaderName AGE = new HeaderName("Age");
    private static final Header HIT = CACHE.of("HIT");
    private static final Header MISS = CACHE.of("MISS");

    /** A listing that is always asked for. */
    <Q extends Query, R> CompletableFuture<Response> ask(
            Request request, Method<Q, R> method, Q question, JsonForm<R> form) {
        return cluster.discover(
                request,
                method,
                question,
                (answer, read) -> IndexHeaders.addConsistency(shown(request, answer, form), read));
    }

    /** A listing that the cache may answer when the question allows it. */
    <Q extends Query, R> CompletableFuture<Response> askOrRemember(
            Request request, Method<Q, R> method, Q question, JsonForm<R> form) {
        if (!question.options().useCache()) {
            return ask(request, method, question, form);
        }
        return Pending.map(
                cache.get(method, question),
                request.loop(),
                (cached, failure) -> remembered(request, question, form, cached, failure));
    }

    private <R> Response remembered(
            Request request,
            Query question,
            JsonForm<R> form,
            @Nullable Cached<R> cached,
            @Nullable Throwable failure) {
        if (cached == null) {
            Throwable reason =
                    failure != null ? failure : new AssertionError("neither answer nor failure");
            return IndexHeaders.addNothing(Failures.response(reason));
        }
        Response response = shown(request, cached.answer(), form);
        IndexHeaders.add(response, cached.answer().meta());
        IndexHeaders.addConsistency(response, question.options());
        return cached.hit()
                ? response.with(HIT).with(AGE.of(cached.age().toSeconds()))
                : response.with(MISS);
    }

    private <R> Response shown(Request request, Answer<R> answer, JsonForm<R> form) {
        return cluster.presentation().json(request, answer.body(), form);
    }
}
