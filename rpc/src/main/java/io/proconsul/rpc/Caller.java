package io.proconsul.rpc;

import io.proconsul.rpc.method.Method;

import java.util.concurrent.CompletableFuture;

/**
 * Calls a method of the cluster without knowing where it runs. On a client agent it goes to a
 * server; on a server it is answered in place or forwarded. Agent and server meet here and nowhere
 * else.
 *
 * <p>Any thread may call and nobody waits: a read that can be answered from memory comes back
 * already complete, so a caller on an event loop may answer at once. Everything else completes
 * later on a thread that must not be blocked. Failures are {@link RpcException}s whose text is the
 * wire's.
 *
 * <p>Cancelling the future gives up interest: a waiting query is forgotten at once.
 */
public interface Caller {
    <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request);
}
