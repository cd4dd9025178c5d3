package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

import org.jspecify.annotations.Nullable;

/**
 * What goes out on one connection: small pieces are gathered in one buffer, and everything that
 * falls due in one round of the event loop goes out with one write. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class Outbound {
    private static final int FIRST_BYTES = 2048;
    private static final int GATHERED_BYTES = 128 * 1024;

    private final ChannelHandlerContext ctx;
    private @Nullable ByteBuf gathered;
    private boolean unflushed;
    private boolean reading;
    private boolean scheduled;

    Outbound(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** A buffer with room for that many bytes more, to write them into. */
    ByteBuf room(int bytes) {
        ByteBuf buffer = gathered;
        if (buffer != null && buffer.readableBytes() + bytes > GATHERED_BYTES) {
            passOn();
            buffer = null;
        }
        if (buffer == null) {
            buffer = ctx.alloc().ioBuffer(Math.max(bytes, FIRST_BYTES));
            gathered = buffer;
        }
        return buffer.ensureWritable(bytes);
    }

    /** Whether more should be written before what is there has gone out. */
    boolean takesMore() {
        return ctx.channel().isWritable();
    }

    private void passOn() {
        ByteBuf buffer = gathered;
        if (buffer != null) {
            gathered = null;
            unflushed = true;
            ctx.write(buffer, ctx.voidPromise());
        }
    }

    /** The event loop reads, and says when it has read all there was. */
    void beginRead() {
        reading = true;
    }

    void endRead() {
        reading = false;
        flush();
    }

    /** Something was written: it goes out when this round of the event loop is over. */
    void flushSoon() {
        if (!reading && !scheduled) {
            scheduled = true;
            ctx.executor().execute(this::flushScheduled);
        }
    }

    private void flushScheduled() {
        scheduled = false;
        flush();
    }

    void flush() {
        passOn();
        if (unflushed) {
            unflushed = false;
            ctx.flush();
        }
    }

    /** Lets go out what is there, then closes; at once when the peer takes nothing. */
    void close() {
        if (!takesMore()) {
            ctx.close();
            return;
        }
        passOn();
        ChannelPromise written = ctx.newPromise();
        written.addListener(done -> ctx.close());
        ctx.writeAndFlush(ctx.alloc().ioBuffer(0), written);
    }

    /** The connection is gone. */
    void release() {
        ByteBuf buffer = gathered;
        if (buffer != null) {
            gathered = null;
            buffer.release();
        }
    }
}
