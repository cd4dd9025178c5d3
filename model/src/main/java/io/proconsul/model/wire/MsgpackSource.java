package io.proconsul.model.wire;

import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageTypeException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * One value being read, with the tolerance the wire asks for and two bounds: nothing is allocated
 * for bytes that were only announced, and records, lists and maps nest no deeper than {@value
 * #MAX_DEPTH}.
 */
final class MsgpackSource {
    static final int MAX_DEPTH = 200;

    /** Lists and maps get room for so many at once; more when that many were really there. */
    static final int TRUSTED_SIZE = 1_024;

    /** So many bytes are allocated because a length says so. */
    private static final int TRUSTED_BYTES = 64 * 1024;

    private final MessageUnpacker in;
    private int depth;

    MsgpackSource(MessageUnpacker in) {
        this.in = in;
    }

    /** Takes a nil if one stands next. */
    boolean takeNil() throws IOException {
        return in.tryUnpackNil();
    }

    ValueType peek() throws IOException {
        return in.getNextFormat().getValueType();
    }

    String text() throws IOException {
        return in.unpackString();
    }

    boolean bool() throws IOException {
        return in.unpackBoolean();
    }

    int integer() throws IOException {
        return in.unpackInt();
    }

    long signed() throws IOException {
        return in.unpackLong();
    }

    /** All 64 bits; negative numbers are refused. */
    long unsigned() throws IOException {
        if (in.getNextFormat() == MessageFormat.UINT64) {
            return in.unpackBigInteger().longValue();
        }
        long value = in.unpackLong();
        if (value < 0) {
            throw new MessageTypeException("Expected an unsigned integer, but got " + value);
        }
        return value;
    }

    /** A float; an integer will do. */
    double number() throws IOException {
        return peek() == ValueType.INTEGER ? in.unpackLong() : in.unpackDouble();
    }

    byte[] bytes() throws IOException {
        int length = in.unpackRawStringHeader();
        if (length <= TRUSTED_BYTES) {
            return in.readPayload(length);
        }
        var bytes = new ByteArrayOutputStream(TRUSTED_BYTES);
        for (int rest = length; rest > 0; rest -= TRUSTED_BYTES) {
            bytes.write(in.readPayload(Math.min(rest, TRUSTED_BYTES)));
        }
        return bytes.toByteArray();
    }

    /** The number of elements that follow, until {@link #leave}. */
    int enterList() throws IOException {
        deeper();
        return in.unpackArrayHeader();
    }

    /** The number of entries that follow, until {@link #leave}. */
    int enterMap() throws IOException {
        deeper();
        return in.unpackMapHeader();
    }

    void leave() {
        depth--;
    }

    void skip() throws IOException {
        in.skipValue();
    }

    private void deeper() throws WireException {
        if (++depth > MAX_DEPTH) {
            throw new WireException("more than " + MAX_DEPTH + " values in one another");
        }
    }
}
