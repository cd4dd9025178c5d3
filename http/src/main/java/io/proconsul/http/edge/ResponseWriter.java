package io.proconsul.http.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.proconsul.http.message.Content;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.Response;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Puts responses into buffers: head and small contents into one, large contents behind it as the
 * shared bytes they are.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class ResponseWriter {
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] NOTHING = new byte[0];

    /** More than any length has digits. */
    private static final int LONGEST_NUMBER = 20;

    /** Contents up to this size are copied: cheaper than a buffer of their own. */
    static final int COPIED_CONTENT = 16 * 1024;

    private final DateLine date;

    ResponseWriter(DateLine date) {
        this.date = date;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes a whole response, not flushed.
     *
     * @param headOnly the method was HEAD: lengths are told, contents are not sent
     */
    void write(ChannelHandlerContext ctx, Framing framing, Response response, boolean headOnly) {
        Content content = (Content) response.payload();
        boolean silent = headOnly || response.status() == 304;
        boolean copied = !silent && content.length() <= COPIED_CONTENT;
        ByteBuf head = head(ctx.alloc(), framing, response, content, copied ? content.length() : 0);
        if (copied) {
            head.writeBytes(content.array(), 0, content.length());
        }
        ctx.write(head, ctx.voidPromise());
        if (!silent && !copied) {
            ctx.write(shared(content), ctx.voidPromise());
        }
    }

    private static ByteBuf shared(Content content) {
        ByteBuffer direct = content.direct();
        return direct == null
                ? Unpooled.wrappedBuffer(content.array(), 0, content.length())
                : Unpooled.wrappedBuffer(direct);
    }

    private ByteBuf head(
            ByteBufAllocator alloc,
            Framing framing,
            Response response,
            Content content,
            int extraRoom) {
        byte[] statusLine = StatusLines.of(response.status(), framing.http10());
        byte[] dateLine = date.bytes();
        byte[] connection = connection(framing, response);
        List<Header> headers = response.headers();
        int size =
                statusLine.length
                        + dateLine.length
                        + connection.length
                        + CONTENT_LENGTH.length
                        + LONGEST_NUMBER
                        + 2 * LINE_END.length
                        + extraRoom;
        for (int i = 0; i < headers.size(); i++) {
            size += headers.get(i).line().length;
        }
        ByteBuf out = alloc.ioBuffer(size);
        out.writeBytes(statusLine);
        for (int i = 0; i < headers.size(); i++) {
            out.writeBytes(headers.get(i).line());
        }
        out.writeBytes(dateLine).writeBytes(connection);
        if (response.status() != 304) {
            out.writeBytes(CONTENT_LENGTH);
            decimal(out, content.length());
            out.writeBytes(LINE_END);
        }
        return out.writeBytes(LINE_END);
    }

    private static byte[] connection(Framing framing, Response response) {
        if (response.isClosing() || !framing.persistent()) {
            return CLOSE;
        }
        return framing.http10() ? KEEP_ALIVE : NOTHING;
    }

    private static void decimal(ByteBuf out, int value) {
        int divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        for (int rest = value; divisor > 0; divisor /= 10) {
            out.writeByte('0' + rest / divisor);
            rest %= divisor;
        }
    }

    /** The head of a response whose content follows piece by piece; HTTP/1.0 ends it by closing. */
    void writeStreamHead(ChannelHandlerContext ctx, Framing framing, Response response) {
        ByteBuf out = ctx.alloc().ioBuffer(512);
        out.writeBytes(StatusLines.of(response.status(), framing.http10()));
        response.headers().forEach(header -> out.writeBytes(header.line()));
        out.writeBytes(date.bytes());
        out.writeBytes(framing.http10() ? CLOSE : CHUNKED);
        ctx.write(out.writeBytes(LINE_END), ctx.voidPromise());
    }

    /** Tells the client to send its body. */
    void writeContinue(ChannelHandlerContext ctx) {
        ctx.write(Unpooled.wrappedBuffer(CONTINUE), ctx.voidPromise());
    }

    /** The reference's answer to what is not a request; it ends with the connection. */
    void writeMalformed(ChannelHandlerContext ctx, MalformedRequest flaw) {
        String text =
                "HTTP/1.1 "
                        + flaw.status()
                        + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
                        + flaw.body();
        ctx.write(Unpooled.wrappedBuffer(ascii(text)), ctx.voidPromise());
    }
}
