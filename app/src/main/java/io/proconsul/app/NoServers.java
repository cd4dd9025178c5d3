package io.proconsul.app;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import java.util.concurrent.CompletableFuture;

/**
 * The cluster of a client agent that has found no server: every call fails as the reference's does.
 */
final class NoServers implements Caller {
    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        return CompletableFuture.failedFuture(new RpcException("No known Consul servers"));
    }
}
