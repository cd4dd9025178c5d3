package io.proconsul.http.route;

import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;

import java.util.concurrent.CompletableFuture;

/**
 * Answers the requests of one method of one endpoint. Runs on an event loop and must not block.
 * What it throws, or its future fails with, becomes an answer by {@link Failures}. Cancelling the
 * future says that the client is gone.
 */
@FunctionalInterface
public interface Handler {
    CompletableFuture<Response> handle(Request request);

    /** Its future, also where it throws. */
    static CompletableFuture<Response> call(Handler handler, Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** A handler that has its answer at hand. */
    static Handler at(AtOnce handler) {
        return request -> CompletableFuture.completedFuture(handler.handle(request));
    }

    /** Answers from what is in memory. */
    @FunctionalInterface
    interface AtOnce {
        Response handle(Request request);
    }
}
