package io.proconsul.http.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.proconsul.http.edge.Framing.Expectation;
import io.proconsul.http.message.Application;
import io.proconsul.http.message.Application.Admission;
import io.proconsul.http.message.Client;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Stream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One connection: reads requests one after the other and answers each before it looks at the next,
 * so that answers keep their order. Everything here runs on the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class Connection extends ChannelInboundHandlerAdapter {
    /** What a connection needs of its surroundings. */
    record Surroundings(
            Application application,
            EdgeLimits limits,
            ResponseWriter writer,
            Executor threads,
            OpenConnections open) {}

    /** The request that is being read or answered. */
    private record Exchange(String method, Framing framing, Admission admission) {}

    private final Surroundings around;
    private final EdgeLimits limits;
    private final Client client;
    private final Inbox inbox = new Inbox();
    private final HeadReader heads;

    private Phase phase = Phase.HEAD;
    private @Nullable Exchange exchange;
    private @Nullable BodyReader body;
    private @Nullable CompletableFuture<Response> pending;
    private @Nullable StreamPump stream;

    /** Something was written and not flushed. */
    private boolean unflushed;

    /** The client will send nothing more. */
    private boolean inputEnded;

    /** The server stops: the answer under way is the last. */
    private boolean lastAnswer;

    private @Nullable Patience patience;

    Connection(Surroundings around, Client client) {
        this.around = around;
        this.limits = around.limits();
        this.client = client;
        this.heads = new HeadReader(limits, client);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        around.open().add(this, ctx);
        patience = new Patience(limits, now(ctx));
        watchSoon(ctx, Long.MAX_VALUE);
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        patience().heard(now(ctx));
        if (phase != Phase.LINGERING) {
            if (phase == Phase.HEAD && inbox.isEmpty()) {
                patience().newHead();
            }
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            inbox.add(bytes);
        }
        buffer.release();
        proceed(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush(ctx);
    }

    private void flush(ChannelHandlerContext ctx) {
        if (unflushed) {
            unflushed = false;
            ctx.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            proceed(ctx);
            flush(ctx);
        }
    }

    /** Does everything that can be done with what is there. */
    private void proceed(ChannelHandlerContext ctx) {
        try {
            while (mayProceed(ctx) && step(ctx)) {}
        } catch (MalformedRequest flaw) {
            around.writer().writeMalformed(ctx, flaw);
            unflushed = true;
            linger(ctx);
        }
        if (inputEnded && (phase == Phase.HEAD || phase == Phase.BODY)) {
            close(ctx);
        }
        throttle(ctx);
    }

    /** A client that does not read its answers gets no more of them. */
    private boolean mayProceed(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            flush(ctx);
        }
        return ctx.channel().isWritable();
    }

    private void throttle(ChannelHandlerContext ctx) {
        boolean full = inbox.size() > limits.pipelinedBytes();
        boolean reading = !full || phase == Phase.BODY || phase == Phase.HEAD && isWritable(ctx);
        if (reading != ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(reading);
        }
    }

    private static boolean isWritable(ChannelHandlerContext ctx) {
        return ctx.channel().isWritable();
    }

    /** Whether something was done and more may follow. */
    private boolean step(ChannelHandlerContext ctx) throws MalformedRequest {
        return switch (phase) {
            case HEAD -> readHead(ctx);
            case BODY -> readBody(ctx);
            case ANSWERING, STREAMING, LINGERING -> false;
        };
    }

    private boolean readHead(ChannelHandlerContext ctx) throws MalformedRequest {
        if (inbox.isEmpty()) {
            return false;
        }
        HeadReader.Parsed parsed = heads.next(inbox);
        if (parsed == null) {
            return false;
        }
        Admission admitted = around.application().admit(parsed.head());
        Framing framing = parsed.framing();
        exchange = new Exchange(parsed.head().method(), framing, admitted);
        if (framing.expectation() == Expectation.UNKNOWN) {
            finish(ctx, Response.empty(417).closing());
        } else if (framing.hasBody()) {
            beginBody(ctx, framing, admitted);
        } else {
            answer(ctx, Received.NOTHING);
        }
        return true;
    }

    private void beginBody(ChannelHandlerContext ctx, Framing framing, Admission admitted) {
        boolean wanted = admitted.bodyLimit() > 0;
        long limit = wanted ? admitted.bodyLimit() : limits.skippedBodyBytes();
        boolean held = framing.expectation() == Expectation.CONTINUE;
        if (framing.bodyLength() > limit || held && !wanted) {
            refuseBody(ctx, framing.bodyLength());
            return;
        }
        if (held) {
            around.writer().writeContinue(ctx);
            unflushed = true;
        }
        body = BodyReader.of(framing, limit);
        phase = Phase.BODY;
    }

    /** A body that is too large is not read; one that nobody wants changes nothing. */
    private void refuseBody(ChannelHandlerContext ctx, long announced) {
        Admission admitted = exchange().admission();
        lastAnswer = true;
        if (admitted.bodyLimit() > 0) {
            finish(ctx, admitted.tooLarge(announced).closing());
        } else {
            answer(ctx, Received.NOTHING);
        }
    }

    private boolean readBody(ChannelHandlerContext ctx) {
        BodyReader reader = body;
        if (reader == null) {
            throw new AssertionError("no body is being read");
        }
        switch (reader.read(inbox)) {
            case UNFINISHED -> {
                return false;
            }
            case TOO_LARGE -> refuseBody(ctx, Framing.CHUNKED);
            case FINISHED -> answer(ctx, reader.received());
        }
        return true;
    }

    // ---- answering

    private void answer(ChannelHandlerContext ctx, Received received) {
        body = null;
        phase = Phase.ANSWERING;
        CompletableFuture<Response> answer =
                exchange().admission().answer(received, ctx.executor());
        if (answer.isDone()) {
            finish(ctx, response(answer));
        } else {
            pending = answer;
            answer.whenComplete((response, failure) -> resume(ctx, answer));
        }
    }

    private void resume(ChannelHandlerContext ctx, CompletableFuture<Response> answer) {
        if (!ctx.executor().inEventLoop()) {
            ctx.executor().execute(() -> resume(ctx, answer));
        } else if (pending != null) {
            pending = null;
            finish(ctx, response(answer));
            proceed(ctx);
            flush(ctx);
        }
    }

    private static Response response(CompletableFuture<Response> answer) {
        return answer.isCompletedExceptionally() ? Response.empty(500) : answer.join();
    }

    private void finish(ChannelHandlerContext ctx, Response response) {
        if (lastAnswer) {
            response.closing();
        }
        Exchange answered = exchange();
        Framing framing = answered.framing();
        unflushed = true;
        if (response.payload() instanceof Stream pieces) {
            around.writer().writeStreamHead(ctx, framing, response);
            startStream(ctx, framing, pieces);
        } else {
            boolean headOnly = answered.method().equals("HEAD");
            around.writer().write(ctx, framing, response, headOnly);
            next(ctx, response.isClosing() || !framing.persistent());
        }
    }

    private void next(ChannelHandlerContext ctx, boolean closing) {
        exchange = null;
        body = null;
        if (closing) {
            linger(ctx);
        } else {
            phase = Phase.HEAD;
            patience().newHead();
        }
    }

    private void startStream(ChannelHandlerContext ctx, Framing framing, Stream pieces) {
        phase = Phase.STREAMING;
        flush(ctx);
        var pump =
                new StreamPump(
                        ctx,
                        !framing.http10(),
                        limits.unsentBytes(),
                        () -> endStream(ctx, framing));
        stream = pump;
        around.threads().execute(() -> pump.run(pieces));
    }

    private void endStream(ChannelHandlerContext ctx, Framing framing) {
        stream = null;
        next(ctx, lastAnswer || framing.http10() || !framing.persistent());
        proceed(ctx);
        flush(ctx);
    }

    private Exchange exchange() {
        Exchange current = exchange;
        if (current == null) {
            throw new AssertionError("no request is being answered");
        }
        return current;
    }

    // ---- ending

    /** Says that nothing more comes, and waits a moment until the client has read that. */
    private void linger(ChannelHandlerContext ctx) {
        phase = Phase.LINGERING;
        inbox.skip(inbox.size());
        flush(ctx);
        if (inputEnded || !(ctx.channel() instanceof DuplexChannel duplex)) {
            close(ctx);
        } else {
            afterWrites(
                    ctx,
                    written -> {
                        duplex.shutdownOutput();
                        ctx.executor()
                                .schedule(
                                        () -> ctx.close(),
                                        limits.linger().toNanos(),
                                        TimeUnit.NANOSECONDS);
                    });
        }
    }

    /** Closes when everything that was written is on its way. */
    private void close(ChannelHandlerContext ctx) {
        afterWrites(ctx, ChannelFutureListener.CLOSE);
    }

    private void afterWrites(ChannelHandlerContext ctx, ChannelFutureListener next) {
        unflushed = false;
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(next);
    }

    /**
     * The client sends nothing more. One that waits for something to happen is taken to be gone;
     * the others get their answers.
     */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) {
            return;
        }
        inputEnded = true;
        switch (phase) {
            case HEAD, BODY -> proceed(ctx);
            case ANSWERING -> {
                if (exchange().admission().waits()) {
                    ctx.close();
                }
            }
            case STREAMING -> ctx.close();
            case LINGERING -> close(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        around.open().remove(this);
        CompletableFuture<Response> unanswered = pending;
        pending = null;
        if (unanswered != null) {
            unanswered.cancel(true);
        }
        if (stream != null) {
            stream.stop();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        if (!(failure instanceof IOException)) {
            around.open().report(client, failure);
        }
        ctx.close();
    }

    /** The server stops: silent and waiting clients go at once, the others after their answer. */
    void stop(ChannelHandlerContext ctx) {
        lastAnswer = true;
        switch (phase) {
            case HEAD, STREAMING -> ctx.close();
            case ANSWERING -> {
                if (exchange().admission().waits()) {
                    ctx.close();
                }
            }
            case BODY, LINGERING -> {}
        }
    }

    // ---- time

    private void watchSoon(ChannelHandlerContext ctx, long left) {
        long next = patience().nextLook(left);
        ctx.executor().schedule(() -> watch(ctx), next, TimeUnit.NANOSECONDS);
    }

    private void watch(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        long left = patience().left(phase, inbox.isEmpty(), now(ctx));
        if (left <= 0) {
            ctx.close();
        } else {
            watchSoon(ctx, left);
        }
    }

    private Patience patience() {
        Patience current = patience;
        if (current == null) {
            throw new AssertionError("the connection was never open");
        }
        return current;
    }
}
