package io.proconsul.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.proconsul.dns.answer.Answerer;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Questions with a length in front (RFC 1035, section 4.2.2), answered in the order they came. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends in exceptionCaught or a
// closed channel
final class TcpHandler extends SimpleChannelInboundHandler<ByteBuf> {
    /** All TCP clients together; the next one is closed at once. */
    static final int MAX_CONNECTIONS = 4096;

    /** A client that asks nothing for so long is closed. */
    static final int IDLE_SECONDS = 120;

    private static final int MAX_MESSAGE = 65_535;
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private final Answerer answerer;
    private CompletableFuture<?> previous = CompletableFuture.completedFuture(null);

    private TcpHandler(Answerer answerer) {
        this.answerer = answerer;
    }

    static void install(SocketChannel channel, Answerer answerer) {
        if (CONNECTIONS.incrementAndGet() > MAX_CONNECTIONS) {
            channel.close();
        }
        channel.closeFuture().addListener(closed -> CONNECTIONS.decrementAndGet());
        channel.pipeline()
                .addLast(
                        new ReadTimeoutHandler(IDLE_SECONDS, TimeUnit.SECONDS),
                        new LengthFieldBasedFrameDecoder(MAX_MESSAGE, 0, 2, 0, 2),
                        new TcpHandler(answerer));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        var client = (InetSocketAddress) context.channel().remoteAddress();
        CompletableFuture<Optional<byte[]>> reply =
                answerer.answer(ByteBufUtil.getBytes(message), true, client.getAddress());
        previous =
                previous.thenCombine(
                        reply,
                        (before, mine) -> {
                            mine.ifPresent(bytes -> context.writeAndFlush(framed(bytes)));
                            return mine;
                        });
    }

    private static ByteBuf framed(byte[] bytes) {
        ByteBuf length = Unpooled.buffer(2).writeShort(bytes.length);
        return Unpooled.wrappedBuffer(length, Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Idle, broken or not speaking DNS: the connection has no further use.
        context.close();
    }
}
