package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.wire.MethodCodec;
import io.proconsul.rpc.wire.RequestHeader;
import io.proconsul.rpc.wire.ResponseHeader;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answers the calls that come through one pipe, strictly one after the other. A call that waits
 * holds this object and no thread.
 */
final class ServedCalls implements PipeListener {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

    private final Pipe pipe;
    private final Caller caller;
    private final EventExecutor loop;
    private final Inbox inbox = new Inbox();

    /** What was received while a call was under way; the peer may send no more until it is over. */
    private int unconsumed;

    private @Nullable Underway<?> underway;
    private boolean peerFinished;
    private boolean closed;

    /** A call whose answer has not come. */
    private record Underway<R>(
            RequestHeader header, Method<?, R> method, CompletableFuture<Answer<R>> answer) {}

    ServedCalls(Pipe pipe, Caller caller, EventExecutor loop) {
        this.pipe = pipe;
        this.caller = caller;
        this.loop = loop;
    }

    // ---- what comes

    @Override
    public void received(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (closed) {
            bytes.skipBytes(count);
            pipe.consumed(count);
            return;
        }
        inbox.add(bytes);
        if (underway == null) {
            pipe.consumed(count);
        } else {
            unconsumed += count;
        }
        serve();
    }

    /** A client that finishes while a read is under way has lost interest; writes go on. */
    @Override
    public void finished() {
        peerFinished = true;
        Underway<?> call = underway;
        if (call == null) {
            close();
        } else if (inbox.isEmpty() && call.method().kind() == Method.Kind.QUERY) {
            close();
            call.answer().cancel(false);
        }
    }

    @Override
    public void broken(String why) {
        closed = true;
        Underway<?> call = underway;
        if (call != null && call.method().kind() == Method.Kind.QUERY) {
            call.answer().cancel(false);
        }
    }

    /** How much came ahead of its turn. */
    int unconsumed() {
        return unconsumed;
    }

    private void close() {
        if (!closed) {
            closed = true;
            pipe.finish();
        }
    }

    private void serve() {
        try {
            while (!closed && underway == null && inbox.complete()) {
                begin();
            }
        } catch (WireException malformed) {
            LOG.atWarn().addKeyValue("error", malformed.getMessage()).log("RPC error");
            close();
        }
        if (peerFinished && underway == null) {
            close();
        }
    }

    private void begin() throws WireException {
        RequestHeader header = RequestHeader.read(inbox.bytes(), inbox.bodyAt());
        Method<?, ?> method = MethodNames.find(header.serviceMethod());
        if (method == null) {
            inbox.next();
            refuse(header, MethodNames.unknown(header.serviceMethod()));
        } else {
            begin(header, method);
        }
    }

    private <Q, R> void begin(RequestHeader header, Method<Q, R> method) {
        Q request;
        try {
            request =
                    MethodCodec.of(method)
                            .request(inbox.bytes(), inbox.bodyAt(), inbox.bodyLength());
        } catch (WireException unreadable) {
            inbox.next();
            refuse(header, "codec.decoder: " + unreadable.getMessage());
            return;
        }
        inbox.next();
        run(header, method, caller.call(method, request));
    }

    /** After such an error the reference closes the stream. */
    private void refuse(RequestHeader header, String error) {
        pipe.write(header.answered(error).encode(), ResponseHeader.NO_BODY);
        close();
    }

    // ---- what goes

    private <R> void run(
            RequestHeader header, Method<?, R> method, CompletableFuture<Answer<R>> answer) {
        if (answer.isDone()) {
            answer(header, method, answer);
            return;
        }
        var call = new Underway<>(header, method, answer);
        underway = call;
        var _ = answer.whenComplete((reply, failure) -> resume(call));
    }

    private void resume(Underway<?> call) {
        if (loop.inEventLoop()) {
            end(call);
        } else {
            loop.execute(() -> end(call));
        }
    }

    private <R> void end(Underway<R> call) {
        underway = null;
        if (closed) {
            return;
        }
        answer(call.header(), call.method(), call.answer());
        pipe.consumed(unconsumed);
        unconsumed = 0;
        serve();
    }

    private <R> void answer(
            RequestHeader header, Method<?, R> method, CompletableFuture<Answer<R>> answer) {
        try {
            byte[] body = MethodCodec.of(method).reply(answer.join());
            pipe.write(header.answered("").encode(), body);
        } catch (RuntimeException failure) {
            pipe.write(header.answered(text(failure)).encode(), ResponseHeader.NO_BODY);
        }
    }

    private static String text(RuntimeException failure) {
        Throwable inner = failure.getCause();
        Throwable cause = failure instanceof CompletionException && inner != null ? inner : failure;
        if (cause instanceof RpcException refusal) {
            return String.valueOf(refusal.getMessage());
        }
        LOG.error("a call failed unexpectedly", cause);
        return "internal error: " + cause;
    }
}
