package io.proconsul.rpc.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.proconsul.runtime.net.DialFailure;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens connections to server ports and says what they are for. Any thread. */
public final class Connector {
    /** The reference waits as long for a connection, and for TLS. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventLoopGroup loops;
    private final Optional<InetAddress> source;
    private final DialledTls tls;

    /**
     * @param loops event loops of the NIO transport; stay the caller's
     * @param source the address connections come from; servers count connections by it
     */
    public Connector(EventLoopGroup loops, Optional<InetAddress> source, DialledTls tls) {
        this.loops = loops;
        this.source = source;
        this.tls = tls;
    }

    EventLoop nextLoop() {
        return loops.next();
    }

    /**
     * Opens a connection and lets {@code handler} have it once the first byte was sent.
     *
     * @param loop where everything about it will happen
     * @param failed told why there is no connection; the handler hears nothing then. In Go's words
     */
    Channel open(
            EventLoop loop,
            InetSocketAddress server,
            int firstByte,
            ChannelHandler handler,
            Consumer<String> failed) {
        var greeting = new Greeting(firstByte, handler, failed, server);
        var bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        tls.handler(channel.alloc(), server)
                                                .ifPresent(greeting::inside);
                                        channel.pipeline().addLast(greeting);
                                    }
                                });
        InetSocketAddress from = source.map(own -> new InetSocketAddress(own, 0)).orElse(null);
        var connecting = bootstrap.connect(server, from);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                failed.accept(DialFailure.text(from, server, done.cause()));
            }
        });
        return connecting.channel();
    }

    /** A name for where a connection leads. */
    static String text(@Nullable InetSocketAddress address) {
        if (address == null) {
            return "";
        }
        return DialFailure.hostPort(address);
    }
}
