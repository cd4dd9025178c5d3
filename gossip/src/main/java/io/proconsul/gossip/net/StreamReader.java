package io.proconsul.gossip.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Streams;
import io.proconsul.gossip.wire.WireException;
import io.proconsul.gossip.wire.WireLimits;

import java.util.Arrays;

/**
 * Collects the bytes of one stream until they make up a message. Nothing on the wire tells where a
 * stream message ends, so each time the socket has no more for now, the bytes so far are tried.
 */
final class StreamReader extends ChannelInboundHandlerAdapter {
    private static final int FIRST_BYTES = 4096;

    private final Streams streams;
    private final Ending ending;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private boolean ended;

    /** How the reading ended; one of the two is called once. */
    interface Ending {
        void whole(ChannelHandlerContext context, Message message);

        /**
         * @param anything whether the other side sent anything at all
         */
        void broken(ChannelHandlerContext context, String reason, boolean anything);
    }

    StreamReader(Streams streams, Ending ending) {
        this.streams = streams;
        this.ending = ending;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf more = (ByteBuf) read;
        try {
            if (!ended) {
                append(more);
            }
        } finally {
            more.release();
        }
    }

    private void append(ByteBuf more) {
        int count = more.readableBytes();
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
        more.readBytes(bytes, size, count);
        size += count;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (ended || size == 0) {
            return;
        }
        try {
            Message message = streams.unpack(bytes, size);
            ended = true;
            ending.whole(context, message);
        } catch (WireException e) {
            if (!e.isCutShort()) {
                end(context, e.getMessage());
            } else if (size > WireLimits.STREAM_FRAME_BYTES) {
                end(context, "a stream longer than " + WireLimits.STREAM_FRAME_BYTES);
            }
        }
    }

    private void end(ChannelHandlerContext context, String reason) {
        if (!ended) {
            ended = true;
            bytes = new byte[0];
            ending.broken(context, reason, size > 0);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context, "the other side closed the stream");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(context, cause.toString());
    }
}
