package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/** One stream of a session: what it has to send, and who hears what comes. */
final class MuxStream implements Pipe {
    private final MuxConnection connection;
    private final int id;

    /** Set right after the stream was made, before anything is heard. */
    private @Nullable PipeListener listener;

    private final ArrayDeque<byte[]> unsent = new ArrayDeque<>(2);
    private int sentOfFirst;

    MuxStream(MuxConnection connection, int id) {
        this.connection = connection;
        this.id = id;
    }

    void listener(PipeListener hears) {
        listener = hears;
    }

    PipeListener listener() {
        PipeListener hears = listener;
        if (hears == null) {
            throw new AssertionError("nobody listens to stream " + id);
        }
        return hears;
    }

    @Override
    public void write(byte[] head, byte[] body) {
        add(head);
        add(body);
        connection.send(id, head.length + body.length);
    }

    private void add(byte[] bytes) {
        if (bytes.length > 0) {
            unsent.add(bytes);
        }
    }

    /** Moves the first {@code count} unsent bytes. */
    void moveTo(ByteBuf out, int count) {
        int left = count;
        while (left > 0) {
            byte[] first = unsent.element();
            int part = Math.min(left, first.length - sentOfFirst);
            out.writeBytes(first, sentOfFirst, part);
            sentOfFirst += part;
            left -= part;
            if (sentOfFirst == first.length) {
                unsent.remove();
                sentOfFirst = 0;
            }
        }
    }

    @Override
    public void consumed(int bytes) {
        connection.consumed(id, bytes);
    }

    @Override
    public void finish() {
        connection.finish(id);
    }
}
