package io.proconsul.model.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Timestamps as Go writes them, always in UTC. */
final class GoTime {
    /** What Go calls the zero time. */
    static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    /** Bytes of a timestamp in msgpack: version, seconds, nanoseconds, zone in minutes. */
    static final int PACKED_LENGTH = 15;

    private static final byte VERSION = 1;

    private GoTime() {}

    /** RFC 3339 with as many digits behind the second as are needed. */
    static String format(Instant time) {
        String text = time.toString();
        int end = text.length() - 1;
        if (text.indexOf('.') < 0) {
            return text;
        }
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end) + "Z";
    }

    /**
     * @throws IllegalArgumentException with the beginning of Go's message
     */
    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "parsing time \"\\\""
                            + text
                            + "\\\"\" as \"\\\"2006-01-02T15:04:05Z07:00\\\"\": cannot parse",
                    e);
        }
    }

    static byte[] pack(Instant time) {
        var bytes = ByteBuffer.allocate(PACKED_LENGTH);
        bytes.put(VERSION).putLong(time.getEpochSecond() - ZERO.getEpochSecond());
        return bytes.putInt(time.getNano()).putShort((short) -1).array();
    }

    static Instant unpack(byte[] packed) throws WireException {
        if (packed.length != PACKED_LENGTH || packed[0] != VERSION) {
            throw new WireException("no timestamp: " + packed.length + " bytes");
        }
        var bytes = ByteBuffer.wrap(packed, 1, PACKED_LENGTH - 1);
        long seconds = bytes.getLong() + ZERO.getEpochSecond();
        int nanos = bytes.getInt();
        if (nanos < 0 || nanos > 999_999_999) {
            throw new WireException("no timestamp: " + nanos + " nanoseconds");
        }
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new WireException("no timestamp: year out of range");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }
}
