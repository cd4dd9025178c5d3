package io.proconsul.http.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.proconsul.http.message.Stream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs one stream on a thread of its own and carries its pieces to the socket, never more than the
 * limit ahead of a slow client.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class StreamPump implements Stream.Outlet {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final ChannelHandlerContext ctx;
    private final boolean chunked;
    private final int limit;
    private final Runnable atEnd;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Under the lock.
    private long unsent;
    private boolean gone;
    private @Nullable Thread writer;

    /**
     * @param limit bytes that may wait for the client
     * @param atEnd runs on the event loop when the stream has ended by itself
     */
    StreamPump(ChannelHandlerContext ctx, boolean chunked, int limit, Runnable atEnd) {
        this.ctx = ctx;
        this.chunked = chunked;
        this.limit = limit;
        this.atEnd = atEnd;
    }

    /** Writes the stream to its end. Blocks; on a thread of its own. */
    void run(Stream stream) {
        if (!begin()) {
            return;
        }
        try {
            stream.writeTo(this);
            end(true);
        } catch (ClosedChannelException | InterruptedException gone) {
            end(false); // the client left, which is how most streams end
        } catch (IOException broken) {
            end(false);
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            writer = Thread.currentThread();
            return !gone;
        } finally {
            lock.unlock();
        }
    }

    private void end(boolean whole) {
        lock.lock();
        try {
            writer = null;
        } finally {
            lock.unlock();
        }
        ctx.executor()
                .execute(() -> {
                    if (whole) {
                        if (chunked) {
                            ctx.writeAndFlush(
                                    Unpooled.wrappedBuffer(LAST_CHUNK), ctx.voidPromise());
                        }
                        atEnd.run();
                    } else {
                        ctx.close();
                    }
                });
    }

    @Override
    public void write(byte[] piece) throws IOException, InterruptedException {
        if (piece.length == 0) {
            return; // an empty chunk would end the stream
        }
        reserve(piece.length);
        ctx.executor().execute(() -> send(piece));
    }

    private void reserve(int bytes) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!gone && unsent > limit) {
                changed.await();
            }
            if (gone) {
                throw new ClosedChannelException();
            }
            unsent += bytes;
        } finally {
            lock.unlock();
        }
    }

    private void send(byte[] piece) {
        if (chunked) {
            String size = Integer.toHexString(piece.length) + "\r\n";
            ctx.write(
                            Unpooled.wrappedBuffer(
                                    size.getBytes(StandardCharsets.ISO_8859_1), piece, LINE_END))
                    .addListener((ChannelFuture sent) -> release(piece.length));
        } else {
            ctx.write(Unpooled.wrappedBuffer(piece))
                    .addListener((ChannelFuture sent) -> release(piece.length));
        }
        ctx.flush();
    }

    private void release(int bytes) {
        lock.lock();
        try {
            unsent -= bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The client left: whoever writes is interrupted. */
    void stop() {
        lock.lock();
        try {
            gone = true;
            changed.signalAll();
            if (writer != null) {
                writer.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
