package io.proconsul.rpc.yamux;

/**
 * The header of a frame. Only frames of data are followed by bytes.
 *
 * @param flags some of {@link #SYN}, {@link #ACK}, {@link #FIN} and {@link #RST}
 * @param stream 0 for pings and farewells
 * @param length how many bytes of data follow, by how much the window grows, what a ping shall
 *     bring back, or why the session ends; unsigned
 */
public record Frame(Kind kind, int flags, int stream, int length) {
    /** Bytes of a header. */
    public static final int BYTES = 12;

    public static final int SYN = 1;
    public static final int ACK = 2;
    public static final int FIN = 4;
    public static final int RST = 8;

    static final int NORMAL = 0;
    static final int PROTOCOL_ERROR = 1;

    private static final int VERSION = 0;

    /** What a frame is for. */
    public enum Kind {
        DATA(0),
        WINDOW_UPDATE(1),
        PING(2),
        GO_AWAY(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(int code) throws YamuxException {
            return switch (code) {
                case 0 -> DATA;
                case 1 -> WINDOW_UPDATE;
                case 2 -> PING;
                case 3 -> GO_AWAY;
                default -> throw new YamuxException("yamux: invalid message type: " + code);
            };
        }
    }

    /**
     * Reads the three words of a header.
     *
     * @throws YamuxException for another version or an unknown kind
     */
    public static Frame of(int first, int stream, int length) throws YamuxException {
        if (first >>> 24 != VERSION) {
            throw new YamuxException("yamux: Invalid protocol version: " + (first >>> 24));
        }
        return new Frame(Kind.of(first >>> 16), first & 0xFFFF, stream, length);
    }

    /** The first word: version, kind and flags. */
    public int first() {
        return VERSION << 24 | kind.code << 16 | flags;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    static Frame window(int flags, int stream, int increment) {
        return new Frame(Kind.WINDOW_UPDATE, flags, stream, increment);
    }

    static Frame ping(int flags, int opaque) {
        return new Frame(Kind.PING, flags, 0, opaque);
    }

    static Frame goAway(int reason) {
        return new Frame(Kind.GO_AWAY, 0, 0, reason);
    }
}
