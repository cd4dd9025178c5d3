package io.proconsul.rpc;

import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.metrics.Metrics;

import java.util.concurrent.CompletableFuture;

/**
 * Counts the calls of an agent, as {@code client.rpc}, which 1.8.7 counts on servers too. Nothing
 * else is different from the caller behind it.
 */
public final class CountedCaller implements Caller {
    private final Caller behind;
    private final Metrics.Counter calls;

    public CountedCaller(Caller behind, Metrics metrics) {
        this.behind = behind;
        calls = metrics.counter("client.rpc");
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        calls.increment();
        return behind.call(method, request);
    }
}
