package io.proconsul.dns;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.proconsul.dns.answer.Answerer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Listens for DNS over UDP and TCP. Start and close from one thread. */
public final class DnsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    /** Room for bursts: packets that arrive while a batch is answered wait in the kernel. */
    private static final int UDP_BUFFER_BYTES = 4 << 20;

    /** Questions are short; what is longer is cut and then refused. */
    private static final int MAX_QUERY_BYTES = 4096;

    /** Packets answered before the replies are flushed. */
    private static final int UDP_BATCH = 64;

    private final Answerer answerer;
    private final EventLoopGroup loops;
    private final List<Channel> channels = new ArrayList<>();

    public DnsServer(Answerer answerer, EventLoopGroup loops) {
        this.answerer = answerer;
        this.loops = loops;
    }

    /**
     * Listens on each address over UDP and TCP.
     *
     * @throws IOException when an address cannot be bound; the text names it
     */
    public void start(List<InetSocketAddress> addresses) throws IOException {
        for (InetSocketAddress address : addresses) {
            bind(address, "udp", udp());
            bind(address, "tcp", tcp());
        }
    }

    private Bootstrap udp() {
        return new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, UDP_BUFFER_BYTES)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(MAX_QUERY_BYTES)
                                .maxMessagesPerRead(UDP_BATCH))
                .handler(new UdpHandler(answerer));
    }

    private ServerBootstrap tcp() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                TcpHandler.install(channel, answerer);
                            }
                        });
    }

    private void bind(InetSocketAddress address, String network, AbstractBootstrap<?, ?> bootstrap)
            throws IOException {
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "listen " + network + " " + text(address) + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        channels.add(bound.channel());
        LOG.atInfo()
                .addKeyValue("address", text(address))
                .addKeyValue("network", network)
                .log("Started DNS server");
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        channels.clear();
    }
}
