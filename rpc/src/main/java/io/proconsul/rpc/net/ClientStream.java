package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.wire.ResponseHeader;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/** A stream of ours: carries one call after the other. Event loop only. */
final class ClientStream implements PipeListener {
    /** Longer answers are read on a thread of their own, so that short ones need not wait. */
    static final int LARGE_BYTES = 64 * 1024;

    private static final byte[] NOTHING = {};

    private final ClientSession session;
    private final Pipe pipe;
    private final Inbox inbox = new Inbox();

    /** None while it is idle, and when the last was given up. */
    private @Nullable PendingCall<?> call;

    private long deadline;

    private ClientStream(ClientSession session, Pipe pipe) {
        this.session = session;
        this.pipe = pipe;
    }

    static ClientStream on(MuxConnection connection, ClientSession session) {
        MuxStream pipe = connection.open();
        var stream = new ClientStream(session, pipe);
        pipe.listener(stream);
        return stream;
    }

    void start(PendingCall<?> next, long deadlineNanos) {
        call = next;
        deadline = deadlineNanos;
        pipe.write(next.request(), NOTHING);
    }

    boolean late(long now) {
        return call != null && now - deadline >= 0;
    }

    void expire() {
        PendingCall<?> late = call;
        if (late != null) {
            end(late, false);
            late.fail(ConnectionPool.MAKING_CALL + "i/o deadline reached");
        }
    }

    /** Nobody wants the answer any more. */
    void giveUp() {
        call = null;
        pipe.finish();
    }

    void close() {
        pipe.finish();
    }

    private void end(PendingCall<?> done, boolean reusable) {
        call = null;
        session.over(this, done, reusable);
    }

    @Override
    public void received(ByteBuf bytes) {
        int count = bytes.readableBytes();
        PendingCall<?> waiting = call;
        if (waiting == null) {
            bytes.skipBytes(count);
        } else {
            inbox.add(bytes);
            read(waiting);
        }
        pipe.consumed(count);
    }

    private void read(PendingCall<?> waiting) {
        try {
            if (inbox.complete()) {
                answered(waiting);
            }
        } catch (WireException malformed) {
            end(waiting, false);
            waiting.fail(ConnectionPool.MAKING_CALL + "codec.decoder: " + malformed.getMessage());
        }
    }

    private void answered(PendingCall<?> waiting) throws WireException {
        byte[] bytes = inbox.bytes();
        int bodyAt = inbox.bodyAt();
        int bodyLength = inbox.bodyLength();
        ResponseHeader header = ResponseHeader.read(bytes, bodyAt);
        inbox.next();
        boolean good = header.error().isEmpty();
        end(waiting, good && inbox.isEmpty());
        if (!good) {
            waiting.refused(header);
        } else {
            Executor reading = bodyLength < LARGE_BYTES ? Runnable::run : session.threads();
            waiting.answer(bytes, bodyAt, bodyLength, reading);
        }
    }

    @Override
    public void finished() {
        PendingCall<?> waiting = call;
        if (waiting == null) {
            session.lost(this);
            pipe.finish();
        } else {
            end(waiting, false);
            waiting.fail(ConnectionPool.MAKING_CALL + ConnectionPool.BROKEN);
        }
    }

    @Override
    public void broken(String why) {
        PendingCall<?> waiting = call;
        if (waiting == null) {
            session.lost(this);
        } else {
            end(waiting, false);
            waiting.fail(ConnectionPool.MAKING_CALL + ConnectionPool.BROKEN);
        }
    }
}
