package io.proconsul.app;

import io.proconsul.raft.link.AddressedLink;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.net.ConnectionPool;
import io.proconsul.rpc.net.Connector;
import io.proconsul.rpc.net.FramePool;
import io.proconsul.rpc.net.PoolSettings;
import io.proconsul.rpc.net.SnapshotClient;
import io.proconsul.rpc.servers.KnownServer;
import io.proconsul.rpc.servers.ServerBook;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.server.Forwarder;
import io.proconsul.server.cluster.ServerDirectory;
import io.proconsul.server.cluster.ServerMember;
import io.proconsul.server.endpoint.OtherDatacenters;
import io.proconsul.server.snapshot.OtherSnapshots;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How a server reaches other servers on their RPC ports: with calls, in its datacenter and in
 * others, and with the frames of the replicated log. Addresses come from gossip and are literal, so
 * nothing here waits for a name server. Any thread.
 */
final class ServerLinks implements Forwarder, OtherDatacenters, OtherSnapshots, AutoCloseable {
    private final String datacenter;
    private final ServerBook wan;
    private final ConnectionPool calls;
    private final FramePool frames;
    private final SnapshotClient snapshots;

    /**
     * @param datacenter this server's
     * @param wan the servers of all datacenters
     */
    ServerLinks(String datacenter, ServerBook wan, Connector connector, Platform platform) {
        this.datacenter = datacenter;
        this.wan = wan;
        calls = new ConnectionPool(PoolSettings.SERVER, connector, platform.threads());
        frames = new FramePool(connector);
        snapshots = new SnapshotClient(connector);
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> to(String address, Method<Q, R> method, Q request) {
        try {
            return calls.call(resolved(address), method, request);
        } catch (IllegalArgumentException unusable) {
            return CompletableFuture.failedFuture(
                    new RpcException(ConnectionPool.GETTING_CLIENT + unusable.getMessage()));
        }
    }

    /** By name: how far they are is not measured yet. */
    @Override
    public List<String> byDistance() {
        return wan.datacenters().stream().filter(name -> !name.equals(datacenter)).toList();
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(String other, Method<Q, R> method, Q request) {
        Optional<KnownServer> server = wan.first(other);
        if (server.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new RpcException(RpcException.NO_DATACENTER_PATH));
        }
        CompletableFuture<Answer<R>> call = calls.call(server.get().address(), method, request);
        var _ =
                call.whenComplete((answer, failure) -> {
                    if (failure instanceof RpcException told
                            && told.says(ConnectionPool.GETTING_CLIENT)) {
                        wan.failed(server.get());
                    }
                });
        return call;
    }

    /** The log's way to its peers, which live where gossip says. */
    AddressedLink log(ServerDirectory servers) {
        return new AddressedLink(
                id -> servers.find(id).map(ServerMember::address),
                (address, frame) -> frame(resolved(address), frame));
    }

    /**
     * A peer whose answer the log gave up waiting for is connected anew: after a network was cut,
     * an old connection takes its time to notice that it works again.
     */
    private CompletableFuture<byte[]> frame(InetSocketAddress peer, byte[] frame) {
        CompletableFuture<byte[]> answer = frames.call(peer, frame);
        var _ =
                answer.whenComplete((_, _) -> {
                    if (answer.isCancelled()) {
                        frames.forget(peer);
                    }
                });
        return answer;
    }

    @Override
    public SnapshotService server(String address) {
        return snapshots.at(resolved(address));
    }

    @Override
    public Optional<SnapshotService> datacenter(String name) {
        return wan.first(name).map(server -> snapshots.at(server.address()));
    }

    private static InetSocketAddress resolved(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        String host = hostPort.substring(0, colon);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(
                InetAddress.ofLiteral(bare), Integer.parseInt(hostPort.substring(colon + 1)));
    }

    @Override
    public void close() {
        calls.close();
        frames.close();
    }
}
