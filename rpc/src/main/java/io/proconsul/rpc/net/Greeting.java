package io.proconsul.rpc.net;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** The first words on a connection we opened: TLS if wanted, then the byte that says what for. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class Greeting extends ChannelInboundHandlerAdapter {
    private final int firstByte;
    private final ChannelHandler next;
    private final Consumer<String> failed;
    private final InetSocketAddress server;
    private @Nullable SslHandler tls;
    private boolean told;

    Greeting(
            int firstByte, ChannelHandler next, Consumer<String> failed, InetSocketAddress server) {
        this.firstByte = firstByte;
        this.next = next;
        this.failed = failed;
        this.server = server;
    }

    /** Everything goes inside of it. */
    void inside(SslHandler handler) {
        tls = handler;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        SslHandler outer = tls;
        if (outer == null) {
            greet(ctx);
        } else {
            ctx.writeAndFlush(ctx.alloc().ioBuffer(1).writeByte(FirstByte.TLS));
            ctx.pipeline().addFirst(outer);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                greet(ctx);
            } else {
                fail(ctx, String.valueOf(handshake.cause().getMessage()));
            }
        }
    }

    private void greet(ChannelHandlerContext ctx) {
        told = true;
        ctx.write(ctx.alloc().ioBuffer(1).writeByte(firstByte));
        ctx.pipeline().replace(this, null, next);
    }

    private void fail(ChannelHandlerContext ctx, String why) {
        if (!told) {
            told = true;
            failed.accept("dial tcp " + Connector.text(server) + ": " + why);
        }
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, "EOF");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, String.valueOf(cause.getMessage()));
    }
}
