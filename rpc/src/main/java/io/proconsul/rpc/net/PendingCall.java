package io.proconsul.rpc.net;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.wire.MethodCodec;
import io.proconsul.rpc.wire.RecentReplies;
import io.proconsul.rpc.wire.RequestHeader;
import io.proconsul.rpc.wire.ResponseHeader;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A call that is on its way. */
final class PendingCall<R> extends CompletableFuture<Answer<R>> {
    /**
     * A server holds a call for 7 s while there is no leader, and so may the one it forwards to; a
     * write may wait for slow disks. Nobody waits longer for less.
     */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration WAIT_DEFAULT = Duration.ofMinutes(5);
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    /** Servers add a random part up to this one to a wait. */
    private static final int WAIT_JITTER = 16;

    private final Method<?, R> method;
    private final Object asked;
    private final byte[] request;
    private final Duration patience;
    private final RecentReplies recent;
    private volatile @Nullable ClientSession carrier;

    private PendingCall(Method<?, R> method, Object asked, byte[] request, RecentReplies recent) {
        this.method = method;
        this.asked = asked;
        this.request = request;
        this.patience = patience(asked);
        this.recent = recent;
    }

    static <Q, R> PendingCall<R> of(
            long seq, Method<Q, R> method, Q request, RecentReplies recent) {
        byte[] bytes =
                MethodCodec.of(method).request(new RequestHeader(seq, method.name()), request);
        return new PendingCall<>(method, request, bytes, recent);
    }

    private static Duration patience(Object request) {
        return request instanceof Query query && query.options().blocks()
                ? PATIENCE.plus(longestWait(query.options()))
                : PATIENCE;
    }

    private static Duration longestWait(QueryOptions options) {
        Duration asked = options.maxQueryTime();
        Duration wait =
                asked.isZero() ? WAIT_DEFAULT : asked.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : asked;
        return wait.plus(wait.dividedBy(WAIT_JITTER));
    }

    byte[] request() {
        return request;
    }

    /** How long it may take. */
    Duration patience() {
        return patience;
    }

    void carriedBy(ClientSession session) {
        carrier = session;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        ClientSession session = carrier;
        if (cancelled && session != null) {
            session.giveUp(this);
        }
        return cancelled;
    }

    void fail(String text) {
        completeExceptionally(new RpcException(text));
    }

    /** The answer came, and it is one; it repeats an earlier one, or {@code reading} reads it. */
    void answer(byte[] bytes, int from, int length, Executor reading) {
        try {
            Optional<Answer<R>> repeated = recent.repeated(method, asked, bytes, from, length);
            if (repeated.isPresent()) {
                complete(repeated.get());
            } else {
                reading.execute(() -> read(bytes, from, length));
            }
        } catch (WireException unreadable) {
            unreadable(unreadable);
        }
    }

    private void read(byte[] bytes, int from, int length) {
        try {
            complete(recent.read(method, asked, bytes, from, length));
        } catch (WireException unreadable) {
            unreadable(unreadable);
        }
    }

    private void unreadable(WireException why) {
        fail(ConnectionPool.MAKING_CALL + "codec.decoder: " + why.getMessage());
    }

    /** The server refused. */
    void refused(ResponseHeader header) {
        fail(ConnectionPool.MAKING_CALL + header.error());
    }
}
