package io.proconsul.model.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads msgpack from strangers: the old flavour and the newer forms of text and bytes, nil for
 * anything. Nothing is allocated for bytes that are announced but not there, and values nest no
 * deeper than {@value #MAX_DEPTH}.
 */
final class MsgpackReader {
    static final int MAX_DEPTH = 200;

    private static final int NIL = 0xC0;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;

    MsgpackReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** What kind of value a byte begins. */
    enum Kind {
        NIL("nil"),
        BOOL("a truth value"),
        INTEGER("an integer"),
        FLOAT("a float"),
        RAW("text"),
        LIST("a list"),
        MAP("a map"),
        OTHER("a value of unknown kind");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    int remaining() {
        return end - at;
    }

    Kind peek() throws WireException {
        require(1);
        return kind(bytes[at] & 0xFF);
    }

    private static Kind kind(int form) {
        if (form < 0x80 || form >= 0xE0) {
            return Kind.INTEGER;
        } else if (form < 0xC0) {
            return form < 0x90 ? Kind.MAP : form < 0xA0 ? Kind.LIST : Kind.RAW;
        }
        return switch (form) {
            case NIL -> Kind.NIL;
            case 0xC2, 0xC3 -> Kind.BOOL;
            case 0xC4, 0xC5, 0xC6, 0xD9, 0xDA, 0xDB -> Kind.RAW;
            case 0xCA, 0xCB -> Kind.FLOAT;
            case 0xCC, 0xCD, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3 -> Kind.INTEGER;
            case 0xDC, 0xDD -> Kind.LIST;
            case 0xDE, 0xDF -> Kind.MAP;
            default -> Kind.OTHER;
        };
    }

    /** Takes a nil if one stands next. */
    boolean takeNil() {
        if (at < end && (bytes[at] & 0xFF) == NIL) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes these very bytes if they stand next. */
    boolean take(byte[] expected) {
        int behind = at + expected.length;
        if (behind <= end && Arrays.equals(bytes, at, behind, expected, 0, expected.length)) {
            at = behind;
            return true;
        }
        return false;
    }

    boolean bool() throws WireException {
        expect(Kind.BOOL);
        return bytes[at++] == (byte) 0xC3;
    }

    int integer() throws WireException {
        long value = signed();
        if (value != (int) value) {
            throw new WireException("expected an integer of 32 bits, found " + value);
        }
        return (int) value;
    }

    long signed() throws WireException {
        expect(Kind.INTEGER);
        boolean beyond = (bytes[at] & 0xFF) == 0xCF;
        long value = any64();
        if (beyond && value < 0) {
            String text = Long.toUnsignedString(value);
            throw new WireException("expected an integer of 64 bits with sign, found " + text);
        }
        return value;
    }

    /** All 64 bits count; negative numbers are refused. */
    long unsigned() throws WireException {
        expect(Kind.INTEGER);
        boolean full = (bytes[at] & 0xFF) == 0xCF;
        long value = any64();
        if (value < 0 && !full) {
            throw new WireException("expected an unsigned integer, found " + value);
        }
        return value;
    }

    /** An integer of any form; one above 2^63 comes out negative. */
    private long any64() throws WireException {
        byte form = bytes[at++];
        return switch (form & 0xFF) {
            case 0xCC -> bigEndian(1);
            case 0xCD -> bigEndian(2);
            case 0xCE -> bigEndian(4);
            case 0xCF, 0xD3 -> bigEndian(8);
            case 0xD0 -> (byte) bigEndian(1);
            case 0xD1 -> (short) bigEndian(2);
            case 0xD2 -> (int) bigEndian(4);
            default -> form;
        };
    }

    /** A float; an integer will do. */
    double number() throws WireException {
        if (peek() == Kind.INTEGER) {
            return signed();
        }
        expect(Kind.FLOAT);
        boolean single = (bytes[at++] & 0xFF) == 0xCA;
        return single
                ? Float.intBitsToFloat((int) bigEndian(4))
                : Double.longBitsToDouble(bigEndian(8));
    }

    /** Text; bytes that are no UTF-8 become replacement characters. */
    String text() throws WireException {
        int size = rawSize();
        at += size;
        return size == 0 ? "" : new String(bytes, at - size, size, StandardCharsets.UTF_8);
    }

    byte[] raw() throws WireException {
        int size = rawSize();
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    private int rawSize() throws WireException {
        expect(Kind.RAW);
        int form = bytes[at++] & 0xFF;
        long size =
                switch (form) {
                    case 0xC4, 0xD9 -> bigEndian(1);
                    case 0xC5, 0xDA -> bigEndian(2);
                    case 0xC6, 0xDB -> bigEndian(4);
                    default -> form & 0x1F;
                };
        require(size);
        return (int) size;
    }

    /** The number of elements that follow, until {@link #leave}. */
    int enterList() throws WireException {
        expect(Kind.LIST);
        return enter(1);
    }

    /** The number of entries that follow, until {@link #leave}. */
    int enterMap() throws WireException {
        expect(Kind.MAP);
        return enter(2);
    }

    private int enter(int valuesEach) throws WireException {
        if (++depth > MAX_DEPTH) {
            throw new WireException("more than " + MAX_DEPTH + " values in one another");
        }
        int form = bytes[at++] & 0xFF;
        long size =
                switch (form) {
                    case 0xDC, 0xDE -> bigEndian(2);
                    case 0xDD, 0xDF -> bigEndian(4);
                    default -> form & 0x0F;
                };
        require(size * valuesEach); // no value is shorter than a byte
        return (int) size;
    }

    void leave() {
        depth--;
    }

    /** Passes over one value with all that is in it. */
    void skip() throws WireException {
        for (long values = 1; values > 0; values--) {
            values += skipOne();
        }
    }

    /** Passes over a scalar or the head of a list or map; returns how many values are inside. */
    private long skipOne() throws WireException {
        switch (peek()) {
            case NIL, BOOL -> at++;
            case INTEGER -> any64();
            case FLOAT -> number();
            case RAW -> {
                int size = rawSize();
                at += size;
            }
            case LIST -> {
                depth--;
                return enter(1);
            }
            case MAP -> {
                depth--;
                return 2L * enter(2);
            }
            case OTHER -> skipOther();
        }
        return 0;
    }

    /** Extensions: a type byte and as many bytes as the form or a size says. */
    private void skipOther() throws WireException {
        int form = bytes[at++] & 0xFF;
        long size =
                switch (form) {
                    case 0xC7 -> bigEndian(1);
                    case 0xC8 -> bigEndian(2);
                    case 0xC9 -> bigEndian(4);
                    case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> 1L << form - 0xD4;
                    default -> throw new WireException("byte c1 begins no value");
                };
        require(size + 1);
        at += (int) size + 1;
    }

    private long bigEndian(int width) throws WireException {
        require(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    private void expect(Kind wanted) throws WireException {
        Kind found = peek();
        if (found != wanted) {
            throw new WireException("expected " + wanted.words + ", found " + found.words);
        }
    }

    private void require(long size) throws WireException {
        if (size > end - at) {
            throw new WireException("the bytes end too early");
        }
    }
}
