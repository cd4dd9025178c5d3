package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.proconsul.rpc.yamux.Effect;
import io.proconsul.rpc.yamux.Frame;
import io.proconsul.rpc.yamux.Session;
import io.proconsul.rpc.yamux.YamuxException;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A connection that carries a session: reads frames, does what the session says, keeps what streams
 * have to send. Event loop only.
 */
final class MuxConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger("agent.rpc");

    private static final int TICK_MILLIS = 900;
    private static final int TICK_JITTER_MILLIS = 200;

    /** What was written must have begun to go out by then. */
    private static final long STALL_NANOS = 10_000_000_000L;

    /** Told what happens to the connection as a whole. */
    interface Owner {
        /** The session can be used. */
        void ready(MuxConnection connection);

        /** The peer opened a stream. */
        PipeListener accepted(MuxConnection connection, Pipe stream);

        /** About a second has passed. */
        void ticked(MuxConnection connection, long nowNanos);

        /** It is over; all streams were told. */
        void ended(MuxConnection connection, String why);
    }

    private final Session.Side side;
    private final Owner owner;
    private final Chance chance;
    private final IntObjectHashMap<MuxStream> streams = new IntObjectHashMap<>();

    private @Nullable Link link;

    /** What exists as long as the connection does. */
    private record Link(ChannelHandlerContext ctx, Session session, Outbound out) {}

    private final int[] header = new int[3];
    private int headerBytes;

    /** Where the next bytes go, and how many; without a stream they are for nobody. */
    private @Nullable MuxStream target;

    private int targetBytes;

    private @Nullable ScheduledFuture<?> tick;
    private long stalledBytes = -1;
    private long stalledSince;
    private String why = "EOF";
    private boolean over;

    MuxConnection(Session.Side side, Owner owner, Chance chance) {
        this.side = side;
        this.owner = owner;
        this.chance = chance;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        begin(ctx);
    }

    private void begin(ChannelHandlerContext ctx) {
        if (link == null && !over) {
            link = new Link(ctx, new Session(side, now(ctx), this::perform), new Outbound(ctx));
            tickLater(ctx);
            owner.ready(this);
        }
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }

    private Link link() {
        Link current = link;
        if (current == null) {
            throw new IllegalStateException("the connection has not begun");
        }
        return current;
    }

    // ---- what streams and owners want

    /** Whether a stream can be opened. */
    boolean opens() {
        return !over && link().session().opens();
    }

    /** Opens a stream; whoever asked sets its listener at once. */
    MuxStream open() {
        int id = link().session().open();
        var stream = new MuxStream(this, id);
        streams.put(id, stream);
        link().out().flushSoon();
        return stream;
    }

    int streams() {
        return streams.size();
    }

    EventExecutor loop() {
        return link().ctx().executor();
    }

    void send(int stream, int bytes) {
        link().session().send(stream, bytes);
        link().out().flushSoon();
    }

    void consumed(int stream, int bytes) {
        link().session().consumed(stream, bytes);
        link().out().flushSoon();
    }

    void finish(int stream) {
        link().session().finish(stream);
        link().out().flushSoon();
    }

    /** Says farewell and closes. */
    void close() {
        if (link != null && !over) {
            link().session().close();
        }
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        link().out().beginRead();
        try {
            while (bytes.isReadable() && !over) {
                read(bytes);
            }
        } catch (YamuxException malformed) {
            end(String.valueOf(malformed.getMessage()));
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuf bytes) throws YamuxException {
        if (targetBytes > 0) {
            readData(bytes);
        } else if (headerBytes == 0 && bytes.readableBytes() >= Frame.BYTES) {
            hear(bytes.readInt(), bytes.readInt(), bytes.readInt());
        } else {
            header[headerBytes / 4] = header[headerBytes / 4] << 8 | bytes.readUnsignedByte();
            if (++headerBytes == Frame.BYTES) {
                headerBytes = 0;
                hear(header[0], header[1], header[2]);
            }
        }
    }

    private void readData(ByteBuf bytes) {
        int count = Math.min(targetBytes, bytes.readableBytes());
        targetBytes -= count;
        MuxStream stream = target;
        if (stream == null) {
            bytes.skipBytes(count);
        } else {
            stream.listener().received(bytes.readSlice(count));
        }
    }

    private void hear(int first, int stream, int length) throws YamuxException {
        link().session().heard(Frame.of(first, stream, length));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        link().out().endRead();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        link().session().writable(ctx.channel().isWritable());
        link().out().flushSoon();
    }

    // ---- doing what the session says

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Emit(var frame) -> emit(frame);
            case Effect.Accepted(var id) -> accept(id);
            case Effect.Deliver(var id, var bytes) -> direct(streams.get(id), bytes);
            case Effect.Discard(var bytes) -> direct(null, bytes);
            case Effect.Finished(var id) -> listener(id).finished();
            case Effect.Broken(var id) -> listener(id).broken("stream reset");
            case Effect.Forgotten(var id) -> forget(id);
            case Effect.Ended(var reason) -> end(reason);
        }
    }

    private PipeListener listener(int id) {
        return streams.get(id).listener();
    }

    private void direct(@Nullable MuxStream to, int bytes) {
        target = to;
        targetBytes = bytes;
    }

    private void accept(int id) {
        var stream = new MuxStream(this, id);
        streams.put(id, stream);
        stream.listener(owner.accepted(this, stream));
    }

    /** What is on its way to the stream is for nobody then. */
    private void forget(int id) {
        if (streams.remove(id) == target) {
            target = null;
        }
    }

    private void emit(Frame frame) {
        boolean data = frame.kind() == Frame.Kind.DATA;
        Outbound out = link().out();
        ByteBuf room = out.room(Frame.BYTES + (data ? frame.length() : 0));
        room.writeInt(frame.first()).writeInt(frame.stream()).writeInt(frame.length());
        if (data) {
            streams.get(frame.stream()).moveTo(room, frame.length());
            if (!out.takesMore()) {
                link().session().writable(false);
            }
        }
    }

    // ---- time

    private void tickLater(ChannelHandlerContext ctx) {
        int delay = TICK_MILLIS + chance.nextInt(TICK_JITTER_MILLIS);
        tick = ctx.executor().schedule(() -> tick(ctx), delay, TimeUnit.MILLISECONDS);
    }

    private void tick(ChannelHandlerContext ctx) {
        long now = now(ctx);
        if (stalled(ctx, now)) {
            end("connection write timeout");
            return;
        }
        link().session().tick(now);
        if (!over) {
            owner.ticked(this, now);
            link().out().flushSoon();
            tickLater(ctx);
        }
    }

    private boolean stalled(ChannelHandlerContext ctx, long now) {
        long waiting = ctx.channel().bytesBeforeWritable();
        if (waiting == 0 || waiting != stalledBytes) {
            stalledBytes = waiting;
            stalledSince = now;
            return false;
        }
        return now - stalledSince >= STALL_NANOS;
    }

    // ---- the end

    private void end(String reason) {
        if (!over) {
            why = reason;
            link().out().close();
            finish();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            var _ = ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("RPC connection failed", cause);
        }
        var _ = ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish();
        Link current = link;
        if (current != null) {
            current.out().release();
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        ScheduledFuture<?> timer = tick;
        if (timer != null) {
            timer.cancel(false);
        }
        List<MuxStream> open = List.copyOf(streams.values());
        streams.clear();
        open.forEach(stream -> stream.listener().broken(why));
        owner.ended(this, why);
    }
}
