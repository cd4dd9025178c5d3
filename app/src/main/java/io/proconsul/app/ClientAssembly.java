package io.proconsul.app;

import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Empty;
import io.proconsul.rpc.method.Status;
import io.proconsul.rpc.net.ConnectionPool;
import io.proconsul.rpc.net.Connector;
import io.proconsul.rpc.net.PoolSettings;
import io.proconsul.rpc.net.SnapshotClient;
import io.proconsul.rpc.servers.Rebalancing;
import io.proconsul.rpc.servers.RemoteCaller;
import io.proconsul.rpc.servers.RemoteSnapshots;
import io.proconsul.rpc.servers.ServerBook;
import io.proconsul.rpc.snapshot.SnapshotService;

import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a client agent has instead of a server: the way to those that gossip knows. */
final class ClientAssembly implements Role {
    private final String datacenter;
    private final Gossip gossip;
    private final ServerBook book;
    private final ConnectionPool pool;
    private final RemoteCaller caller;
    private final SnapshotService snapshots;
    private final Rebalancing rebalancing;

    /**
     * @param hold how long a call is repeated while nobody leads
     */
    ClientAssembly(
            NodeIdentity node,
            Duration hold,
            Connector connector,
            Platform platform,
            Gossip gossip) {
        datacenter = node.datacenter();
        this.gossip = gossip;
        book = new ServerBook(platform.chance());
        pool = new ConnectionPool(PoolSettings.CLIENT, connector, platform.threads());
        snapshots = new RemoteSnapshots(new SnapshotClient(connector), book, datacenter);
        caller =
                new RemoteCaller(
                        pool::call,
                        book,
                        datacenter,
                        hold,
                        platform.clock(),
                        platform.timers(),
                        platform.chance());
        rebalancing =
                new Rebalancing(
                        book,
                        datacenter,
                        server -> pool.call(server.address(), Status.PING, Empty.REQUEST),
                        gossip.members()::aliveCount,
                        platform.timers(),
                        platform.chance());
        gossip.members()
                .onLan(new ServerNews(book, LoggerFactory.getLogger("agent.client"))::heard);
    }

    @Override
    public void start() {
        rebalancing.start();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public SnapshotService snapshots() {
        return snapshots;
    }

    @Override
    public Map<String, Map<String, String>> stats() {
        Map<String, String> figures =
                Map.of(
                        "acl", "disabled",
                        "known_servers", Integer.toString(book.in(datacenter).size()),
                        "server", "false");
        return Map.of("consul", figures);
    }

    @Override
    public CompletableFuture<Void> leave() {
        return gossip.members().leave();
    }

    @Override
    public void close() {
        rebalancing.close();
        pool.close();
    }
}
