package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the old msgpack flavour of gossip: text and bytes alike as "raw", smallest integers,
 * 64-bit floats (wire reference, section 1). A library's writer would have to be kept from the
 * newer forms and brings an eight-kilobyte buffer for each packet.
 */
final class PackWriter {
    private byte[] bytes;
    private int size;

    PackWriter(int expected) {
        bytes = new byte[expected];
    }

    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    PackWriter octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    private void bigEndian(long value, int width) {
        ensure(width);
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    PackWriter map(int entries) {
        return header(entries, 0x80, 0xde);
    }

    PackWriter list(int elements) {
        return header(elements, 0x90, 0xdc);
    }

    private PackWriter header(int count, int small, int wide) {
        if (count < 16) {
            return octet(small | count);
        }
        int width = count <= 0xffff ? 2 : 4;
        octet(width == 2 ? wide : wide + 1);
        bigEndian(count, width);
        return this;
    }

    /** A field name; names are ASCII and shorter than 32. */
    PackWriter key(String name) {
        ensure(1 + name.length());
        bytes[size++] = (byte) (0xa0 | name.length());
        for (int i = 0; i < name.length(); i++) {
            bytes[size++] = (byte) name.charAt(i);
        }
        return this;
    }

    PackWriter text(String value) {
        return raw(value.getBytes(StandardCharsets.UTF_8));
    }

    PackWriter rawOrNil(byte @Nullable [] value) {
        return value == null ? nil() : raw(value);
    }

    PackWriter raw(byte[] value) {
        if (value.length < 32) {
            octet(0xa0 | value.length);
        } else if (value.length <= 0xffff) {
            octet(0xda).bigEndian(value.length, 2);
        } else {
            octet(0xdb).bigEndian(value.length, 4);
        }
        return plain(value);
    }

    /** Bytes as they are, without a header. */
    PackWriter plain(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    PackWriter nil() {
        return octet(0xc0);
    }

    PackWriter bool(boolean value) {
        return octet(value ? 0xc3 : 0xc2);
    }

    PackWriter real(double value) {
        octet(0xcb).bigEndian(Double.doubleToRawLongBits(value), 8);
        return this;
    }

    /** An unsigned 64-bit number. */
    PackWriter unsigned(long value) {
        if (value >= 0 && value < 0x80) {
            return octet((int) value);
        }
        int width = value < 0 ? 8 : value <= 0xff ? 1 : value <= 0xffff ? 2 : wide(value);
        octet(0xcc + Integer.numberOfTrailingZeros(width));
        bigEndian(value, width);
        return this;
    }

    private static int wide(long value) {
        return value <= 0xffff_ffffL ? 4 : 8;
    }

    /** A signed 64-bit number. */
    PackWriter signed(long value) {
        if (value >= 0) {
            return unsigned(value);
        }
        if (value >= -32) {
            return octet((int) value);
        }
        int width = value >= Byte.MIN_VALUE ? 1 : value >= Short.MIN_VALUE ? 2 : wideSigned(value);
        octet(0xd0 + Integer.numberOfTrailingZeros(width));
        bigEndian(value, width);
        return this;
    }

    private static int wideSigned(long value) {
        return value >= Integer.MIN_VALUE ? 4 : 8;
    }
}
