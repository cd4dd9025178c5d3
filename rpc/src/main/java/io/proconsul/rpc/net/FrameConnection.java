package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** A connection that carries frames, either end of it. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
abstract class FrameConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    private static final byte[] NOTHING = {};

    private @Nullable ChannelHandlerContext context;
    private final ByteBuf header = Unpooled.buffer(Frames.HEADER_BYTES, Frames.HEADER_BYTES);
    private byte[] frame = NOTHING;
    private int frameBytes;
    private long number;
    private byte kind;
    private boolean inFrame;
    private boolean over;

    /** The connection can be used. */
    abstract void ready();

    /** A frame came, or an answer. */
    abstract void heard(byte kind, long number, byte[] frame) throws IOException;

    /** It is over. */
    abstract void ended();

    /**
     * Whether these are no frames, but the connection of somebody else, who has been told so.
     *
     * @param length the first four bytes of what should be a header
     */
    boolean refuses(int length) {
        return false;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        ready();
    }

    final ChannelHandlerContext context() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("the connection has not begun");
        }
        return ctx;
    }

    final void write(byte kind, long number, byte[] frame) {
        ChannelHandlerContext ctx = context();
        ByteBuf bytes = ctx.alloc().ioBuffer(Frames.HEADER_BYTES + frame.length);
        bytes.writeInt(frame.length).writeLong(number).writeByte(kind).writeBytes(frame);
        ctx.writeAndFlush(bytes);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (!over && (bytes.isReadable() || inFrame && frameBytes == frame.length)) {
                read(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuf bytes) throws IOException {
        if (inFrame) {
            readFrame(bytes);
            return;
        }
        header.writeBytes(bytes, Math.min(bytes.readableBytes(), header.writableBytes()));
        if (header.isWritable()) {
            return;
        }
        over = refuses(header.getInt(0));
        if (!over) {
            begin(header.readInt(), header.readLong(), header.readByte());
            header.clear();
        }
    }

    private void begin(int length, long ofCall, byte what) throws IOException {
        if (length < 0 || length > Frames.BYTES_MAX) {
            throw new IOException(
                    "a frame of %d bytes; the limit is %d"
                            .formatted(Integer.toUnsignedLong(length), Frames.BYTES_MAX));
        }
        number = ofCall;
        kind = what;
        frame = new byte[length];
        frameBytes = 0;
        inFrame = true;
    }

    private void readFrame(ByteBuf bytes) throws IOException {
        int count = Math.min(bytes.readableBytes(), frame.length - frameBytes);
        bytes.readBytes(frame, frameBytes, count);
        frameBytes += count;
        if (frameBytes == frame.length) {
            byte[] whole = frame;
            inFrame = false;
            frame = NOTHING;
            heard(kind, number, whole);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.atWarn()
                .addKeyValue("peer", ctx.channel().remoteAddress())
                .addKeyValue("error", cause.getMessage())
                .log("closing a connection of the log");
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended();
    }
}
