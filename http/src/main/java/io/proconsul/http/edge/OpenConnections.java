package io.proconsul.http.edge;

import io.netty.channel.ChannelHandlerContext;
import io.proconsul.http.message.Client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The connections that are open, so that all can be told when the server stops. Any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class OpenConnections {
    private static final Logger LOG = LoggerFactory.getLogger("agent.http");

    private final ConcurrentMap<Connection, ChannelHandlerContext> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> allClosed = new CompletableFuture<>();
    private volatile boolean stopping;

    void add(Connection connection, ChannelHandlerContext ctx) {
        open.put(connection, ctx);
        if (stopping) {
            ctx.close();
        }
    }

    void remove(Connection connection) {
        open.remove(connection);
        completeWhenEmpty();
    }

    int count() {
        return open.size();
    }

    /** Tells all to end; the future completes when all have. */
    CompletableFuture<Void> stop() {
        stopping = true;
        open.forEach((connection, ctx) -> ctx.executor().execute(() -> connection.stop(ctx)));
        completeWhenEmpty();
        return allClosed;
    }

    /** Ends those that are still there. */
    void abort() {
        open.values().forEach(ChannelHandlerContext::close);
    }

    private void completeWhenEmpty() {
        if (stopping && open.isEmpty()) {
            allClosed.complete(null);
        }
    }

    /** Something of ours is wrong; the connection it happened on is closed. */
    void report(Client client, Throwable failure) {
        LOG.atError().addKeyValue("from", client).setCause(failure).log("Connection failed");
    }
}
