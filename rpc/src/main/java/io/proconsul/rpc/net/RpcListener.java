package io.proconsul.rpc.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.proconsul.runtime.net.ClientLimit;
import io.proconsul.runtime.random.Chance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * The server port: receives connections, looks at their first byte and lets answer whoever is meant
 * (wire reference, section 1). Any thread.
 */
public final class RpcListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

    /** Connections the kernel keeps until we accept them. */
    private static final int BACKLOG = 1024;

    private final Accepted accepted;
    private final Channel listener;

    private RpcListener(Accepted accepted, Channel listener) {
        this.accepted = accepted;
        this.listener = listener;
    }

    /** What every accepted connection needs. */
    record Surroundings(
            RpcServices services,
            RpcLimits limits,
            Executor threads,
            Chance chance,
            ConsulRaft consulRaft) {}

    /**
     * Listens.
     *
     * @param address port 0 takes any
     * @param threads starts each task on a thread of its own, which may block
     * @param loops event loops of the NIO transport; stay the caller's
     * @throws IOException when the address cannot be listened on; its text names it
     */
    public static RpcListener listen(
            InetSocketAddress address,
            RpcServices services,
            RpcLimits limits,
            EventLoopGroup loops,
            Executor threads,
            Chance chance)
            throws IOException {
        var accepted =
                new Accepted(new Surroundings(services, limits, threads, chance, new ConsulRaft()));
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childHandler(accepted)
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(
                                    address.getHostString(),
                                    address.getPort(),
                                    bound.cause().getMessage()),
                    bound.cause());
        }
        return new RpcListener(accepted, bound.channel());
    }

    /** The address with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** How many connections are open. */
    public int connections() {
        return accepted.open.size();
    }

    /** Stops listening and closes all connections; returns when that is done. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        accepted.open.close().awaitUninterruptibly();
    }

    /** What happens to every connection that was accepted. */
    private static final class Accepted extends ChannelInitializer<Channel> {
        private final Surroundings around;
        private final ClientLimit clientLimit;
        private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

        Accepted(Surroundings around) {
            this.around = around;
            this.clientLimit =
                    new ClientLimit(
                            around.limits().connectionsPerClient(),
                            "limits.rpc_max_conns_per_client",
                            LOG);
        }

        @Override
        protected void initChannel(Channel channel) {
            InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
            if (remote == null || !clientLimit.admit(remote.getAddress())) {
                var _ = channel.close();
                return;
            }
            channel.closeFuture().addListener(closed -> clientLimit.release(remote.getAddress()));
            open.add(channel);
            channel.pipeline().addLast(FirstByte.outermost(around));
        }
    }
}
