package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.proconsul.rpc.yamux.Session;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;

/**
 * Waits for the first byte of a connection, or of what is inside TLS, and puts in its place whoever
 * understands the rest. What is not understood is logged and closed without a word, as the
 * reference does.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {
    static final int CALLS = 0;
    static final int RAFT = 1;
    static final int TLS = 3;
    static final int MULTIPLEXED = 4;
    static final int SNAPSHOT = 5;

    private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

    private final RpcListener.Surroundings around;
    private final boolean insideTls;
    private @Nullable ScheduledFuture<?> patience;

    private FirstByte(RpcListener.Surroundings around, boolean insideTls) {
        this.around = around;
        this.insideTls = insideTls;
    }

    static FirstByte outermost(RpcListener.Surroundings around) {
        return new FirstByte(around, false);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long millis = around.limits().handshake().toMillis();
        patience = ctx.executor().schedule(() -> close(ctx), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ScheduledFuture<?> timer = patience;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        ChannelHandler next = handler(ctx, bytes.readUnsignedByte());
        if (next == null) {
            bytes.release();
            close(ctx);
            return;
        }
        ctx.pipeline().addAfter(ctx.name(), null, next);
        if (next instanceof SslHandler) {
            ctx.pipeline().addLast(new FirstByte(around, true));
        }
        ctx.fireChannelRead(bytes); // an empty rest does no harm
        ctx.pipeline().remove(this);
    }

    /** Null when it is refused. */
    private @Nullable ChannelHandler handler(ChannelHandlerContext ctx, int first) {
        boolean clear = !insideTls && first != TLS;
        if (clear && around.services().tls().filter(AcceptedTls::required).isPresent()) {
            return refuse(ctx, "connection without TLS, which verify_incoming requires", first);
        }
        return switch (first) {
            case CALLS -> new BareConnection(around);
            case MULTIPLEXED -> served();
            case RAFT -> new FrameServer(around.services().frames(), around.consulRaft());
            case SNAPSHOT -> snapshot();
            case TLS -> tls(ctx);
            default -> refuse(ctx, "unrecognized RPC byte", first);
        };
    }

    private @Nullable ChannelHandler tls(ChannelHandlerContext ctx) {
        if (insideTls) {
            return refuse(ctx, "TLS within TLS", TLS);
        }
        return around.services()
                .tls()
                .<ChannelHandler>map(tls -> tls.handler(ctx.alloc()))
                .orElseGet(() ->
                        refuse(
                                ctx,
                                "TLS connection, but the server is not configured for it",
                                TLS));
    }

    private MuxConnection served() {
        return new MuxConnection(Session.Side.ACCEPTER, new ServedSession(around), around.chance());
    }

    private SnapshotChannel snapshot() {
        var channel = new SnapshotChannel();
        var server = new SnapshotServer(around.services().snapshots());
        var _ = channel.begun().thenAcceptAsync(server::serve, around.threads());
        return channel;
    }

    private static @Nullable ChannelHandler refuse(
            ChannelHandlerContext ctx, String why, int first) {
        LOG.atError()
                .addKeyValue("byte", first)
                .addKeyValue("from", ctx.channel().remoteAddress())
                .log("refused a connection: " + why);
        return null;
    }

    private static void close(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }

    /** The peer has gone, or ended its side, before it said what it wants. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            close(ctx);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.atWarn()
                .addKeyValue("from", ctx.channel().remoteAddress())
                .addKeyValue("error", cause)
                .log("a connection failed before its first byte");
        close(ctx);
    }
}
