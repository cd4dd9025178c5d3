package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.proconsul.model.wire.Extent;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * A connection of its own for a snapshot, as two streams for a thread that may block: a map first,
 * then an archive, each way (wire reference, section 9.1).
 */
final class SnapshotChannel extends ChannelInboundHandlerAdapter implements AutoCloseable {
    private static final int MAP_BYTES_MAX = 64 * 1024;
    private static final int PIECE_BYTES = 64 * 1024;

    private final CompletableFuture<SnapshotChannel> begun = new CompletableFuture<>();
    private final CompletableFuture<Streams> streams = new CompletableFuture<>();

    private record Streams(Channel channel, ChannelInput input, ChannelOutput output) {}

    /** Completes when the connection is there. */
    CompletableFuture<SnapshotChannel> begun() {
        return begun;
    }

    /** There will be none. */
    void notOpened(String why) {
        begun.completeExceptionally(new IOException(why));
    }

    // ---- the event loop

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Channel channel = ctx.channel();
        streams.complete(
                new Streams(channel, new ChannelInput(channel), new ChannelOutput(channel)));
        begun.complete(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input().add((ByteBuf) message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            input().end();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        input().end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        input().fail(cause);
        var _ = ctx.close();
    }

    // ---- the thread

    /** What stands behind the map. */
    ChannelInput input() {
        return streams.join().input();
    }

    /** Reads the map, and nothing behind it. */
    <T> T read(RecordCodec<T> codec) throws IOException {
        byte[] bytes = new byte[128];
        var extent = new Extent(0, MAP_BYTES_MAX);
        for (int length = 0; ; ) {
            int octet = input().read();
            if (octet < 0) {
                throw new EOFException("EOF");
            }
            bytes = length == bytes.length ? Arrays.copyOf(bytes, 2 * length) : bytes;
            bytes[length++] = (byte) octet;
            if (extent.find(bytes, length) == length) {
                return decode(codec, bytes, length);
            }
        }
    }

    private static <T> T decode(RecordCodec<T> codec, byte[] bytes, int length)
            throws WireException {
        return codec.decode(bytes, 0, length);
    }

    <T> void write(RecordCodec<T> codec, T map) throws IOException {
        streams.join().output().write(codec.encode(map));
    }

    /** Sends the archive, to its end. */
    void write(InputStream archive) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int count = archive.read(piece); count >= 0; count = archive.read(piece)) {
            streams.join().output().write(piece, 0, count);
        }
    }

    /** Nothing more is sent; the other side may go on. */
    void endOutput() {
        if (streams.join().channel() instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }

    @Override
    public void close() {
        input().close();
    }
}
