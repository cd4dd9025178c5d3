package io.proconsul.state.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into msgpack values without understanding them: only lengths are read. Nested
 * values are counted and not descended into, so that no nesting is too deep; memory grows with the
 * bytes that arrive and not with the lengths that are claimed. One thread.
 */
final class ValueStream {
    /** The largest value taken; the largest a server writes is a key with its 512 KiB. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private static final int PIECE = 64 * 1024;

    private final InputStream in;
    private final byte[] piece = new byte[PIECE];
    private long position;

    ValueStream(InputStream in) {
        this.in = in;
    }

    /** How many bytes were read so far. */
    long position() {
        return position;
    }

    /** The next byte, or -1 at the end. */
    int next() throws IOException {
        int b = in.read();
        position += b < 0 ? 0 : 1;
        return b;
    }

    /** The bytes of the next value. */
    byte[] value() throws IOException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        long missing = 1;
        while (missing > 0) {
            missing += inner(one(value), value) - 1;
        }
        return value.toByteArray();
    }

    /** Reads the head of a list, behind which its elements can be read one by one. */
    long listSize() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int first = one(head);
        boolean isList = (first >= 0x90 && first <= 0x9f) || first == 0xdc || first == 0xdd;
        if (!isList) {
            throw new IOException("a list is expected");
        }
        return inner(first, head);
    }

    /** Reads a value's length and bytes, and says how many values are inside it. */
    private long inner(int head, ByteArrayOutputStream value) throws IOException {
        if (head <= 0x7f || head >= 0xe0) {
            return 0;
        }
        if (head <= 0x8f) {
            return 2L * (head & 0x0f);
        }
        if (head <= 0x9f) {
            return head & 0x0f;
        }
        if (head <= 0xbf) {
            copy(head & 0x1f, value);
            return 0;
        }
        return switch (head) {
            case 0xdc -> number(2, value);
            case 0xdd -> number(4, value);
            case 0xde -> 2 * number(2, value);
            case 0xdf -> 2 * number(4, value);
            default -> {
                copy(following(head, value), value);
                yield 0;
            }
        };
    }

    /** How many bytes follow the head of a value that is no container. */
    private long following(int head, ByteArrayOutputStream value) throws IOException {
        return switch (head) {
            case 0xc0, 0xc2, 0xc3 -> 0;
            case 0xcc, 0xd0 -> 1;
            case 0xcd, 0xd1 -> 2;
            case 0xca, 0xce, 0xd2 -> 4;
            case 0xcb, 0xcf, 0xd3 -> 8;
            case 0xc4, 0xd9 -> number(1, value);
            case 0xc5, 0xda -> number(2, value);
            case 0xc6, 0xdb -> number(4, value);
            case 0xc7 -> number(1, value) + 1;
            case 0xc8 -> number(2, value) + 1;
            case 0xc9 -> number(4, value) + 1;
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> (1L << (head - 0xd4)) + 1;
            default -> throw new IOException("byte 0x%02x begins no value".formatted(head));
        };
    }

    private long number(int bytes, ByteArrayOutputStream value) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | one(value);
        }
        return number;
    }

    private int one(ByteArrayOutputStream value) throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException("the stream ends within a value");
        }
        requireRoom(1, value);
        value.write(b);
        return b;
    }

    private void copy(long bytes, ByteArrayOutputStream value) throws IOException {
        requireRoom(bytes, value);
        for (long left = bytes; left > 0; ) {
            int read = in.read(piece, 0, (int) Math.min(left, PIECE));
            if (read < 0) {
                throw new EOFException("the stream ends within a value");
            }
            value.write(piece, 0, read);
            position += read;
            left -= read;
        }
    }

    private static void requireRoom(long bytes, ByteArrayOutputStream value) throws IOException {
        if (bytes > LONGEST - value.size()) {
            throw new IOException("a value is longer than " + LONGEST + " bytes");
        }
    }
}
