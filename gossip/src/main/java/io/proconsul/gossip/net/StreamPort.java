package io.proconsul.gossip.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Streams;

import org.slf4j.event.Level;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Streams that others open. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty: whoever cares adds a listener
final class StreamPort {
    /** Most streams of others at once; further ones are closed at once. */
    private static final int MOST_OPEN = 128;

    private final Streams streams;
    private final Duration timeout;
    private final Receiver receiver;
    private final Map<Long, Channel> open = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private final Channel listening;

    private StreamPort(
            EventLoopGroup loops,
            InetSocketAddress bind,
            Streams streams,
            Duration timeout,
            Receiver receiver)
            throws IOException {
        this.streams = streams;
        this.timeout = timeout;
        this.receiver = receiver;
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        accepted(channel);
                                    }
                                });
        listening = Binding.await(bootstrap.bind(bind), bind);
    }

    static StreamPort open(
            EventLoopGroup loops,
            InetSocketAddress bind,
            Streams streams,
            Duration timeout,
            Receiver receiver)
            throws IOException {
        return new StreamPort(loops, bind, streams, timeout, receiver);
    }

    InetSocketAddress local() {
        return (InetSocketAddress) listening.localAddress();
    }

    private void accepted(SocketChannel channel) {
        receiver.measured(Meter.TCP_ACCEPT, 1);
        if (open.size() >= MOST_OPEN) {
            receiver.note(
                    Level.ERROR,
                    "memberlist: Too many pending push/pull requests (" + MOST_OPEN + ")");
            channel.close();
            return;
        }
        long number = opened.incrementAndGet();
        open.put(number, channel);
        var deadline =
                channel.eventLoop()
                        .schedule(() -> channel.close(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture()
                .addListener(_ -> {
                    deadline.cancel(false);
                    open.remove(number);
                });
        channel.pipeline().addLast(new StreamReader(streams, new Opening(number)));
    }

    private final class Opening implements StreamReader.Ending {
        private final long number;

        Opening(long number) {
            this.number = number;
        }

        @Override
        public void whole(ChannelHandlerContext context, Message message) {
            Address from = Address.of((InetSocketAddress) context.channel().remoteAddress());
            receiver.received(new Input.StreamOpened(number, from, message));
        }

        @Override
        public void broken(ChannelHandlerContext context, String reason, boolean anything) {
            if (anything) {
                receiver.note(
                        Level.ERROR,
                        "memberlist: failed to receive: "
                                + reason
                                + " from="
                                + context.channel().remoteAddress());
                answer(number, new Message.Refusal(reason));
            } else {
                hangUp(number);
            }
        }
    }

    /** Encodes beside the caller: a large pool's state takes its time to compress. */
    void answer(long stream, Message message) {
        Channel channel = open.get(stream);
        if (channel != null) {
            Encoding.start(() -> write(channel, message));
        }
    }

    private void write(Channel channel, Message message) {
        byte[] bytes = streams.pack(message);
        receiver.measured(Meter.TCP_SENT, bytes.length);
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes))
                .addListener(ChannelFutureListener.CLOSE);
    }

    void hangUp(long stream) {
        Channel channel = open.get(stream);
        if (channel != null) {
            channel.close();
        }
    }

    void close() {
        listening.close().awaitUninterruptibly();
        open.values().forEach(Channel::close);
    }
}
