package io.proconsul.http.route;

import io.proconsul.http.message.Application.Admission;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Response;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A request whose answer is known before its body. */
public record Settled(Response response) implements Admission {
    @Override
    public long bodyLimit() {
        return 0;
    }

    @Override
    public Response tooLarge(long announced) {
        return response;
    }

    @Override
    public CompletableFuture<Response> answer(Received body, Executor loop) {
        return CompletableFuture.completedFuture(response);
    }

    @Override
    public boolean waits() {
        return false;
    }
}
