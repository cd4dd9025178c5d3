package io.proconsul.http.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.proconsul.http.message.Application;
import io.proconsul.http.message.Client;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.net.ClientLimit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The listening sockets and everything that was accepted on them. Any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
public final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger("agent.http");

    /** Connections the kernel keeps until we accept them. */
    private static final int BACKLOG = 4096;

    private final Connection.Surroundings around;
    private final ClientLimit clientLimit;
    private final EventLoopGroup loops;
    private final List<Channel> listeners = new ArrayList<>();

    private Edge(
            EventLoopGroup loops,
            Application application,
            EdgeLimits limits,
            Executor threads,
            Clock clock) {
        this.loops = loops;
        this.clientLimit =
                new ClientLimit(
                        limits.connectionsPerClient(), "limits.http_max_conns_per_client", LOG);
        this.around =
                new Connection.Surroundings(
                        application,
                        limits,
                        new ResponseWriter(new DateLine(clock)),
                        threads,
                        new OpenConnections());
    }

    /**
     * Listens on all addresses, network or unix, or on none.
     *
     * @param loops event loops of the NIO transport; stay the caller's
     * @param threads starts each task on a virtual thread of its own
     * @throws IOException when an address cannot be listened on; its text names the address
     */
    public static Edge listen(
            List<? extends SocketAddress> addresses,
            EventLoopGroup loops,
            Application application,
            EdgeLimits limits,
            Executor threads,
            Clock clock)
            throws IOException {
        var edge = new Edge(loops, application, limits, threads, clock);
        for (SocketAddress address : addresses) {
            edge.listen(address);
        }
        return edge;
    }

    private void listen(SocketAddress address) throws IOException {
        ChannelFuture bound = bootstrap(address).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            listeners.forEach(Channel::close);
            throw new IOException(
                    "cannot listen on " + text(address) + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        listeners.add(bound.channel());
    }

    private ServerBootstrap bootstrap(SocketAddress address) {
        boolean unix = address instanceof UnixDomainSocketAddress;
        Class<? extends ServerChannel> type =
                unix ? NioServerDomainSocketChannel.class : NioServerSocketChannel.class;
        var bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(type)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childHandler(new Accepted());
        return unix
                ? bootstrap
                : bootstrap
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true);
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getHostString() + ":" + inet.getPort()
                : "unix://" + address;
    }

    /** The addresses as they were bound, with real ports where 0 was asked for. */
    public List<SocketAddress> addresses() {
        return listeners.stream().map(Channel::localAddress).toList();
    }

    /** How many connections are open. */
    public int connections() {
        return around.open().count();
    }

    /**
     * Stops listening, lets answers under way go out, ends what only waits, and after {@code grace}
     * whatever is left. The future completes when no connection is open.
     */
    public CompletableFuture<Void> stop(Duration grace) {
        listeners.forEach(Channel::close);
        CompletableFuture<Void> closed = around.open().stop();
        var abort =
                loops.schedule(() -> around.open().abort(), grace.toNanos(), TimeUnit.NANOSECONDS);
        return closed.whenComplete((nothing, failure) -> abort.cancel(false));
    }

    /** What happens to every connection that was accepted. */
    private final class Accepted extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (channel.remoteAddress() instanceof InetSocketAddress remote) {
                admit(channel, remote);
            } else {
                channel.pipeline().addLast(new Connection(around, Client.LOCAL));
            }
        }

        private void admit(Channel channel, InetSocketAddress remote) {
            if (!clientLimit.admit(remote.getAddress())) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0); // reset, no farewell
                channel.close();
                return;
            }
            channel.closeFuture().addListener(closed -> clientLimit.release(remote.getAddress()));
            channel.pipeline().addLast(new Connection(around, Client.of(remote)));
        }
    }
}
