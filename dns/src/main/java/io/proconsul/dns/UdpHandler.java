package io.proconsul.dns;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.proconsul.dns.answer.Answerer;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One packet, one reply. Replies known at once are flushed together when the batch is read. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a datagram that cannot be sent is lost, as on the network
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    private final Answerer answerer;

    UdpHandler(Answerer answerer) {
        this.answerer = answerer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        InetSocketAddress sender = packet.sender();
        CompletableFuture<Optional<byte[]>> reply =
                answerer.answer(ByteBufUtil.getBytes(packet.content()), false, sender.getAddress());
        if (reply.isDone()) {
            reply.join()
                    .ifPresent(
                            bytes -> context.write(packet(bytes, sender), context.voidPromise()));
        } else {
            reply.thenAccept(
                    late -> late.ifPresent(bytes -> context.writeAndFlush(packet(bytes, sender))));
        }
    }

    private static DatagramPacket packet(byte[] bytes, InetSocketAddress recipient) {
        return new DatagramPacket(Unpooled.wrappedBuffer(bytes), recipient);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that went away makes the next read or write fail; the socket goes on serving the
        // others.
    }
}
