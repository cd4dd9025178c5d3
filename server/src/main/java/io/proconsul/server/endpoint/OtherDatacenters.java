package io.proconsul.server.endpoint;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The datacenters that can be asked beside the own one. Any thread; nobody waits. */
public interface OtherDatacenters {
    /** Their names, nearest first. */
    List<String> byDistance();

    /** Calls a method there; failures are {@link RpcException}s. */
    <Q, R> CompletableFuture<Answer<R>> call(String datacenter, Method<Q, R> method, Q request);

    /** There are none. */
    static OtherDatacenters none() {
        return new OtherDatacenters() {
            @Override
            public List<String> byDistance() {
                return List.of();
            }

            @Override
            public <Q, R> CompletableFuture<Answer<R>> call(
                    String datacenter, Method<Q, R> method, Q request) {
                return CompletableFuture.failedFuture(
                        new RpcException(RpcException.NO_DATACENTER_PATH));
            }
        };
    }
}
