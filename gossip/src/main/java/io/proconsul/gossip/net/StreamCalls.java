package io.proconsul.gossip.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Streams;
import io.proconsul.runtime.net.DialFailure;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Streams that we open: say something, hear one answer, close. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty: whoever cares adds a listener
final class StreamCalls {
    private final EventLoopGroup loops;
    private final InetSocketAddress from;
    private final Streams streams;
    private final Receiver receiver;

    /**
     * @param bind calls come from the address we listen on, with a port of the system's choice
     */
    StreamCalls(EventLoopGroup loops, InetSocketAddress bind, Streams streams, Receiver receiver) {
        this.loops = loops;
        from = new InetSocketAddress(bind.getAddress(), 0);
        this.streams = streams;
        this.receiver = receiver;
    }

    void open(long exchange, Address to, Message message, Duration timeout) {
        Call call = new Call(exchange);
        if (!to.isUsable()) {
            call.fail(to + " is no address to connect to");
            return;
        }
        receiver.measured(Meter.TCP_CONNECT, 1);
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loops)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .handler(new StreamReader(streams, call))
                        .connect(to.toSocket(), from);
        Channel channel = connecting.channel();
        var deadline =
                channel.eventLoop()
                        .schedule(
                                () -> call.expire(channel),
                                timeout.toMillis(),
                                TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> deadline.cancel(false));
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                Encoding.start(() -> say(channel, message));
            } else {
                call.fail(DialFailure.text(null, to.toSocket(), connected.cause()));
            }
        });
    }

    private void say(Channel channel, Message message) {
        byte[] bytes = streams.pack(message);
        receiver.measured(Meter.TCP_SENT, bytes.length);
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    private final class Call implements StreamReader.Ending {
        private final long exchange;
        private final AtomicBoolean over = new AtomicBoolean();

        Call(long exchange) {
            this.exchange = exchange;
        }

        @Override
        public void whole(ChannelHandlerContext context, Message message) {
            context.close();
            if (!over.getAndSet(true)) {
                receiver.received(new Input.StreamAnswered(exchange, message));
            }
        }

        @Override
        public void broken(ChannelHandlerContext context, String reason, boolean anything) {
            context.close();
            fail(reason);
        }

        void expire(Channel channel) {
            channel.close();
            fail("timed out");
        }

        void fail(String reason) {
            if (!over.getAndSet(true)) {
                receiver.received(new Input.StreamFailed(exchange, reason));
            }
        }
    }
}
