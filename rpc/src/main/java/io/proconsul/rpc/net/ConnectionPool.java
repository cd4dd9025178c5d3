package io.proconsul.rpc.net;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.wire.RecentReplies;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls to servers: one connection to each, many calls at once on it. Any thread; nobody waits.
 * Connections are opened when somebody calls and closed when nobody does.
 */
public final class ConnectionPool implements AutoCloseable {
    /** Stands before everything a server refuses, once for each hop. */
    public static final String MAKING_CALL = "rpc error making call: ";

    /** Stands before the reason why there is no connection; then nothing was sent. */
    public static final String GETTING_CLIENT = "rpc error getting client: ";

    /** Stands in place of an answer when the connection broke before it came. */
    public static final String BROKEN = "EOF";

    private final PoolSettings settings;
    private final Connector connector;
    private final Executor threads;
    private final AtomicLong calls = new AtomicLong();
    private final RecentReplies recent = new RecentReplies();

    /** Bounded by the servers there are; sessions that end leave. */
    private final ConcurrentMap<InetSocketAddress, ClientSession> sessions =
            new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * @param threads where large answers are read
     */
    public ConnectionPool(PoolSettings settings, Connector connector, Executor threads) {
        this.settings = settings;
        this.connector = connector;
        this.threads = threads;
    }

    /**
     * Calls a server. Failures are {@link RpcException}s: with {@value #MAKING_CALL} in front of
     * what the server said, or of {@value #BROKEN} when the connection broke; with {@value
     * #GETTING_CLIENT} when there is none. A call that is not answered in its time fails;
     * cancelling the future gives up the call.
     *
     * @param server resolved
     */
    public <Q, R> CompletableFuture<Answer<R>> call(
            InetSocketAddress server, Method<Q, R> method, Q request) {
        var call = PendingCall.of(calls.incrementAndGet(), method, request, recent);
        submit(server, call);
        return call;
    }

    private void submit(InetSocketAddress server, PendingCall<?> call) {
        if (closed) {
            call.fail(GETTING_CLIENT + "rpc: pool is closed");
            return;
        }
        ClientSession session = sessions.get(server);
        while (session == null || !session.submit(call)) {
            session = renewed(server, session);
        }
        if (closed) {
            session.close();
        }
    }

    private ClientSession renewed(InetSocketAddress server, @Nullable ClientSession old) {
        ClientSession session =
                sessions.compute(
                        server,
                        (address, current) ->
                                current != null && current != old ? current : session(address));
        session.begin();
        return session;
    }

    private ClientSession session(InetSocketAddress server) {
        return new ClientSession(server, settings, connector, threads, sessions::remove);
    }

    /** Closes the connection to a server that has gone; its calls fail. */
    public void forget(InetSocketAddress server) {
        ClientSession session = sessions.remove(server);
        if (session != null) {
            session.close();
        }
    }

    /** Closes all connections; calls fail. */
    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(ClientSession::close);
    }
}
