package io.proconsul.http;

import io.netty.channel.EventLoopGroup;
import io.proconsul.agent.Agent;
import io.proconsul.http.edge.Edge;
import io.proconsul.http.handler.LogSource;
import io.proconsul.http.handler.Operations;
import io.proconsul.http.message.Application;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.security.acl.TokenResolver;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The HTTP API, listening. Any thread. */
public final class HttpServer {
    private final Edge edge;

    private HttpServer(Edge edge) {
        this.edge = edge;
    }

    /**
     * What the API needs of the program around it.
     *
     * @param agent this node's services, checks and members
     * @param caller the cluster
     * @param snapshots saves and restores the cluster's state
     * @param operations what only the whole process knows and does
     * @param resolver what tokens allow
     * @param log where {@code /v1/agent/monitor} hears from
     * @param threads starts each task on a virtual thread of its own
     * @param loops event loops of the NIO transport
     */
    public record Surroundings(
            Agent agent,
            Caller caller,
            SnapshotService snapshots,
            Operations operations,
            TokenResolver resolver,
            LogSource log,
            Metrics metrics,
            Clock clock,
            Disk disk,
            Executor threads,
            EventLoopGroup loops) {}

    /**
     * Starts to serve.
     *
     * @throws IOException when an address cannot be listened on; its text names the address, and
     *     nothing listens then
     */
    public static HttpServer start(HttpSettings settings, Surroundings around) throws IOException {
        return new HttpServer(
                Edge.listen(
                        settings.addresses(),
                        around.loops(),
                        application(settings, around),
                        settings.limits(),
                        around.threads(),
                        around.clock()));
    }

    /** The API without sockets, for those who bring requests another way. */
    static Application application(HttpSettings settings, Surroundings around) {
        return new SitePlan(settings, around).site();
    }

    /** The addresses as they were bound, with real ports where 0 was asked for. */
    public List<SocketAddress> addresses() {
        return edge.addresses();
    }

    /** How many connections are open. */
    public int connections() {
        return edge.connections();
    }

    /**
     * Stops listening. Requests under way are answered within {@code grace}, waiting ones end at
     * once. The future completes when no connection is left.
     */
    public CompletableFuture<Void> stop(Duration grace) {
        return edge.stop(grace);
    }
}
