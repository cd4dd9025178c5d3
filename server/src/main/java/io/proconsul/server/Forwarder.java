package io.proconsul.server;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import java.util.concurrent.CompletableFuture;

/** Calls other servers of the datacenter. Any thread; nobody waits. */
public interface Forwarder {
    /**
     * Passes a call to a server. Failures are {@link RpcException}s with {@code rpc error making
     * call: } in front of what that server said, or {@code rpc error getting client: } when it
     * cannot be reached; cancelling the future gives up the call there too.
     *
     * @param address its {@code host:port}
     */
    <Q, R> CompletableFuture<Answer<R>> to(String address, Method<Q, R> method, Q request);

    /** For a server that stands alone: nobody can be reached. */
    static Forwarder none() {
        return new Forwarder() {
            @Override
            public <Q, R> CompletableFuture<Answer<R>> to(
                    String address, Method<Q, R> method, Q request) {
                return CompletableFuture.failedFuture(new RpcException(RpcException.NO_LEADER));
            }
        };
    }
}
