package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;

/**
 * What comes on a connection, for a thread that may block. The connection is not read while much
 * waits to be. This object's lock guards the fields.
 */
final class ChannelInput extends InputStream {
    private static final int WAITING_BYTES_MAX = 1024 * 1024;

    private final Channel channel;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException failure;

    ChannelInput(Channel channel) {
        this.channel = channel;
    }

    // ---- the event loop

    /** Takes over the buffer. */
    synchronized void add(ByteBuf bytes) {
        if (closed || !bytes.isReadable()) {
            bytes.release();
            return;
        }
        waiting.add(bytes);
        waitingBytes += bytes.readableBytes();
        if (waitingBytes > WAITING_BYTES_MAX) {
            channel.config().setAutoRead(false);
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized void fail(Throwable cause) {
        if (!ended) {
            failure = new IOException(cause.getMessage(), cause);
            notifyAll();
        }
    }

    // ---- the reader

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        awaitBytes();
        ByteBuf first = waiting.peek();
        if (first == null) {
            return -1;
        }
        int count = Math.min(length, first.readableBytes());
        first.readBytes(into, from, count);
        waitingBytes -= count;
        if (!first.isReadable()) {
            waiting.remove().release();
        }
        if (waitingBytes < WAITING_BYTES_MAX / 2) {
            channel.config().setAutoRead(true);
        }
        return count;
    }

    /** Returns when something waits, or nothing more will come. */
    private synchronized void awaitBytes() throws IOException {
        try {
            while (waiting.isEmpty() && failure == null && !ended && !closed) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("given up").initCause(interrupted);
        }
        if (waiting.isEmpty() && failure != null) {
            throw failure;
        }
    }

    /** Closes the connection. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        notifyAll();
        var _ = channel.close();
    }
}
