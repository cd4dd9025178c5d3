package io.proconsul.rpc;

import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.metrics.Metrics;

import java.util.concurrent.CompletableFuture;

/** Counts calls. Nothing else is different from the caller behind it. */
public final class CountedCaller implements Caller {
    private final Caller behind;
    private final Metrics.Counter calls;

    private CountedCaller(Caller behind, Metrics.Counter calls) {
        this.behind = behind;
        this.calls = calls;
    }

    /** For calls of an agent, those of servers among them: {@code client.rpc}, as 1.8.7 does. */
    public static CountedCaller ofAgent(Caller behind, Metrics metrics) {
        return new CountedCaller(behind, metrics.counter("client.rpc"));
    }

    /** For calls that come in on a server's port: {@code rpc.request}. */
    public static CountedCaller ofPort(Caller behind, Metrics metrics) {
        return new CountedCaller(behind, metrics.counter("rpc.request"));
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        calls.increment();
        return behind.call(method, request);
    }
}
