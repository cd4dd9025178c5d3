package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads msgpack from strangers: the old forms and the newer ones, nil for any value, records as
 * maps or as arrays (wire reference, section 1). Lengths are compared with the bytes that are there
 * before anything is allocated.
 */
final class PackReader {
    private static final byte[] EMPTY = {};

    private final byte[] bytes;
    private final int end;
    private int at;

    PackReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    PackReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        at = from;
        end = to;
    }

    int position() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    private int octet() throws WireException {
        if (at == end) {
            throw WireException.cutShort("a value");
        }
        return bytes[at++] & 0xff;
    }

    private long bigEndian(int width) throws WireException {
        require(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[at++] & 0xff;
        }
        return value;
    }

    private void require(long count) throws WireException {
        if (count > end - at) {
            throw WireException.cutShort("a value of " + count + " bytes");
        }
    }

    /** Whether the next value is nil; takes it when it is. */
    boolean takeNil() {
        if (at < end && bytes[at] == (byte) 0xc0) {
            at++;
            return true;
        }
        return false;
    }

    /** Starts a record; nil is a record without fields. */
    Row record(Fields fields) throws WireException {
        if (takeNil()) {
            return new Row(fields, 0, false);
        }
        int kind = octet();
        return switch (kind) {
            case 0xde -> new Row(fields, (int) bigEndian(2), true);
            case 0xdf -> new Row(fields, bounded(bigEndian(4)), true);
            case 0xdc -> new Row(fields, (int) bigEndian(2), false);
            case 0xdd -> new Row(fields, bounded(bigEndian(4)), false);
            default -> smallRecord(fields, kind);
        };
    }

    private Row smallRecord(Fields fields, int kind) throws WireException {
        return switch (kind & 0xf0) {
            case 0x80 -> new Row(fields, kind & 0x0f, true);
            case 0x90 -> new Row(fields, kind & 0x0f, false);
            default -> throw unexpected("a record", kind);
        };
    }

    /** A count of values; each needs at least one byte. */
    private int bounded(long count) throws WireException {
        require(count);
        return (int) count;
    }

    /** The fields of one record, in the order they were sent. */
    final class Row {
        private final Fields fields;
        private final int count;
        private final boolean named;
        private int next;
        private String field = "";

        Row(Fields fields, int count, boolean named) {
            this.fields = fields;
            this.count = count;
            this.named = named;
        }

        /** Steps to the next known field; values of unknown ones are skipped. */
        boolean next() throws WireException {
            while (next < count) {
                @Nullable String known = named ? name() : fields.at(next);
                next++;
                if (known != null) {
                    field = known;
                    return true;
                }
                skip();
            }
            return false;
        }

        private @Nullable String name() throws WireException {
            int length = rawLength();
            at += length;
            return fields.named(bytes, at - length, at);
        }

        String field() {
            return field;
        }
    }

    /** Starts a list and gives its length; nil is empty. */
    int list() throws WireException {
        if (takeNil()) {
            return 0;
        }
        int kind = octet();
        if ((kind & 0xf0) == 0x90) {
            return bounded(kind & 0x0f);
        }
        return switch (kind) {
            case 0xdc -> bounded(bigEndian(2));
            case 0xdd -> bounded(bigEndian(4));
            default -> throw unexpected("a list", kind);
        };
    }

    /** Starts a map with free keys and gives its size; nil is empty. */
    int map() throws WireException {
        if (takeNil()) {
            return 0;
        }
        int kind = octet();
        if ((kind & 0xf0) == 0x80) {
            return bounded(kind & 0x0f);
        }
        return switch (kind) {
            case 0xde -> bounded(bigEndian(2));
            case 0xdf -> bounded(bigEndian(4));
            default -> throw unexpected("a map", kind);
        };
    }

    private int rawLength() throws WireException {
        int kind = octet();
        if ((kind & 0xe0) == 0xa0) {
            return bounded(kind & 0x1f);
        }
        return switch (kind) {
            case 0xd9, 0xc4 -> bounded(bigEndian(1));
            case 0xda, 0xc5 -> bounded(bigEndian(2));
            case 0xdb, 0xc6 -> bounded(bigEndian(4));
            default -> throw unexpected("text or bytes", kind);
        };
    }

    /** Text; nil is empty, and bytes that are not UTF-8 become replacement characters. */
    String text() throws WireException {
        if (takeNil()) {
            return "";
        }
        int length = rawLength();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** Bytes; nil is empty. A list of small numbers is taken too. */
    byte[] raw() throws WireException {
        byte[] value = rawOrNil();
        return value == null ? EMPTY : value;
    }

    byte @Nullable [] rawOrNil() throws WireException {
        if (takeNil()) {
            return null;
        }
        if (at < end && ((bytes[at] & 0xf0) == 0x90 || bytes[at] == (byte) 0xdc)) {
            return listOfBytes();
        }
        int length = rawLength();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private byte[] listOfBytes() throws WireException {
        byte[] value = new byte[list()];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) number(0, 0xff, "a byte");
        }
        return value;
    }

    boolean bool() throws WireException {
        if (takeNil()) {
            return false;
        }
        int kind = octet();
        return switch (kind) {
            case 0xc2 -> false;
            case 0xc3 -> true;
            default -> throw unexpected("true or false", kind);
        };
    }

    int unsigned32() throws WireException {
        return (int) number(0, 0xffff_ffffL, "an unsigned 32-bit number");
    }

    int unsigned16() throws WireException {
        return (int) number(0, 0xffff, "an unsigned 16-bit number");
    }

    int unsigned8() throws WireException {
        return (int) number(0, 0xff, "an unsigned 8-bit number");
    }

    /** An unsigned 64-bit number, in the bits of a long. */
    long unsigned64() throws WireException {
        if (at < end && bytes[at] == (byte) 0xcf) {
            at++;
            return bigEndian(8);
        }
        return number(0, Long.MAX_VALUE, "an unsigned 64-bit number");
    }

    long signed64() throws WireException {
        return number(Long.MIN_VALUE, Long.MAX_VALUE, "a 64-bit number");
    }

    private long number(long least, long most, String what) throws WireException {
        long value = takeNil() ? 0 : anyNumber(what);
        if (value < least || value > most) {
            throw new WireException(value + " is not " + what);
        }
        return value;
    }

    private long anyNumber(String what) throws WireException {
        int kind = octet();
        if (kind < 0x80 || kind >= 0xe0) {
            return (byte) kind;
        }
        return switch (kind) {
            case 0xcc -> bigEndian(1);
            case 0xcd -> bigEndian(2);
            case 0xce -> bigEndian(4);
            case 0xcf -> positive(bigEndian(8), what);
            case 0xd0 -> (byte) bigEndian(1);
            case 0xd1 -> (short) bigEndian(2);
            case 0xd2 -> (int) bigEndian(4);
            case 0xd3 -> bigEndian(8);
            default -> throw unexpected(what, kind);
        };
    }

    private static long positive(long value, String what) throws WireException {
        if (value < 0) {
            throw new WireException(Long.toUnsignedString(value) + " is not " + what);
        }
        return value;
    }

    /** A float; whole numbers are taken too. */
    double real() throws WireException {
        if (takeNil()) {
            return 0;
        }
        if (at < end && bytes[at] == (byte) 0xcb) {
            at++;
            return Double.longBitsToDouble(bigEndian(8));
        }
        if (at < end && bytes[at] == (byte) 0xca) {
            at++;
            return Float.intBitsToFloat((int) bigEndian(4));
        }
        return anyNumber("a number");
    }

    /** Steps over one value of any kind. */
    void skip() throws WireException {
        skip(WireLimits.SKIP_DEPTH);
    }

    private void skip(int depth) throws WireException {
        if (depth == 0) {
            throw new WireException("values nested deeper than " + WireLimits.SKIP_DEPTH);
        }
        int kind = octet();
        if (kind < 0x80 || kind >= 0xe0 || kind == 0xc0 || kind == 0xc2 || kind == 0xc3) {
            return;
        }
        if (kind < 0xa0) {
            skipValues((kind & 0x0f) * (kind < 0x90 ? 2L : 1L), depth);
        } else if (kind < 0xc0) {
            stepOver(kind & 0x1f);
        } else {
            skipWide(kind, depth);
        }
    }

    private void skipWide(int kind, int depth) throws WireException {
        switch (kind) {
            case 0xc4, 0xd9 -> stepOver(bigEndian(1));
            case 0xc5, 0xda -> stepOver(bigEndian(2));
            case 0xc6, 0xdb -> stepOver(bigEndian(4));
            case 0xc7 -> stepOver(bigEndian(1) + 1);
            case 0xc8 -> stepOver(bigEndian(2) + 1);
            case 0xc9 -> stepOver(bigEndian(4) + 1);
            case 0xcc, 0xd0 -> stepOver(1);
            case 0xcd, 0xd1, 0xd4 -> stepOver(2);
            case 0xd5 -> stepOver(3);
            case 0xca, 0xce, 0xd2 -> stepOver(4);
            case 0xd6 -> stepOver(5);
            case 0xcb, 0xcf, 0xd3 -> stepOver(8);
            case 0xd7 -> stepOver(9);
            case 0xd8 -> stepOver(17);
            case 0xdc -> skipValues(bigEndian(2), depth);
            case 0xdd -> skipValues(bigEndian(4), depth);
            case 0xde -> skipValues(bigEndian(2) * 2, depth);
            case 0xdf -> skipValues(bigEndian(4) * 2, depth);
            default -> throw unexpected("a value", kind);
        }
    }

    private void stepOver(long count) throws WireException {
        require(count);
        at += (int) count;
    }

    private void skipValues(long count, int depth) throws WireException {
        require(count);
        for (long i = 0; i < count; i++) {
            skip(depth - 1);
        }
    }

    private static WireException unexpected(String wanted, int kind) {
        return new WireException(
                String.format("wanted %s, found msgpack type 0x%02x", wanted, kind));
    }
}
