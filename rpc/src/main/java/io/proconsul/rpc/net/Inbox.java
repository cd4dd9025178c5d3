package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.proconsul.model.wire.Extent;
import io.proconsul.model.wire.WireException;

import java.util.Arrays;

/**
 * Gathers a header and a body until both are whole. It holds no memory between messages, for
 * streams are idle, or wait for an answer, most of their time.
 */
final class Inbox {
    /** A name of a method and a text of an error have room in it. */
    static final int HEADER_BYTES_MAX = 1024 * 1024;

    /** A restored or listed folder of keys may be large; more than this nobody means. */
    static final int BODY_BYTES_MAX = 256 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;
    private Extent header = header();
    private Extent body = header;
    private int bodyAt = -1;
    private int end = -1;

    private static Extent header() {
        return new Extent(0, HEADER_BYTES_MAX);
    }

    void add(ByteBuf more) {
        int count = more.readableBytes();
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, grown()));
        }
        more.readBytes(bytes, length, count);
        length += count;
    }

    /** Twice as large once it is not the first piece, for the first is often the only one. */
    private int grown() {
        return length == 0 ? 0 : (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
    }

    /**
     * Whether header and body are there.
     *
     * @throws WireException when what came cannot be a message
     */
    boolean complete() throws WireException {
        if (bodyAt < 0) {
            bodyAt = header.find(bytes, length);
            if (bodyAt < 0) {
                return false;
            }
            body = new Extent(bodyAt, BODY_BYTES_MAX);
        }
        if (end < 0) {
            end = body.find(bytes, length);
        }
        return end >= 0;
    }

    /** Where the header begins, with index 0, and what follows. */
    byte[] bytes() {
        return bytes;
    }

    int bodyAt() {
        return bodyAt;
    }

    int bodyLength() {
        return end - bodyAt;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Drops the message that was complete; the array is not used any more. */
    void next() {
        bytes = length > end ? Arrays.copyOfRange(bytes, end, length) : NOTHING;
        length -= end;
        header = header();
        bodyAt = -1;
        end = -1;
    }
}
