package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.jspecify.annotations.Nullable;

/** Calls without a session: the whole connection is one pipe. Real agents do not open these. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class BareConnection extends ChannelInboundHandlerAdapter {
    /** As in a session, a peer sends no more than that ahead of its answers. */
    private static final int AHEAD_BYTES_MAX = 256 * 1024;

    private final RpcListener.Surroundings around;
    private @Nullable ServedCalls calls;

    BareConnection(RpcListener.Surroundings around) {
        this.around = around;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        calls = new ServedCalls(new Whole(ctx), around.services().calls(), ctx.executor());
    }

    private ServedCalls calls() {
        ServedCalls served = calls;
        if (served == null) {
            throw new IllegalStateException("the connection has not begun");
        }
        return served;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            calls().received(bytes);
        } finally {
            bytes.release();
        }
        ctx.channel().config().setAutoRead(calls().unconsumed() < AHEAD_BYTES_MAX);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            calls().finished();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        calls().broken("EOF");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /** The connection as a pipe. */
    private record Whole(ChannelHandlerContext ctx) implements Pipe {
        @Override
        public void write(byte[] head, byte[] body) {
            ByteBuf both = ctx.alloc().ioBuffer(head.length + body.length);
            ctx.writeAndFlush(both.writeBytes(head).writeBytes(body));
        }

        @Override
        public void consumed(int bytes) {
            ctx.channel().config().setAutoRead(true);
        }

        @Override
        public void finish() {
            ctx.close();
        }
    }
}
