package io.proconsul.raft.engine;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a log entry. First the version of this format, then the kind; numbers are varints of
 * seven bits, lowest first.
 *
 * <pre>
 * 1 0 count (length bytes)*          whole commands
 * 1 1 id(8 bytes) number count bytes a piece of a large one
 * </pre>
 */
public final class EntryFormat {
    /** What a reader of today understands. */
    static final byte VERSION = 1;

    static final byte COMMANDS = 0;
    static final byte PIECE = 1;

    /** Version, kind and count, or version, kind, id, number and count, at their longest. */
    static final int HEADER_BYTES_MAX = 20;

    /** A command's length at its longest. */
    static final int LENGTH_BYTES_MAX = 5;

    private EntryFormat() {}

    public static byte[] encode(Content content) {
        return switch (content) {
            case Content.Commands(var commands) -> encode(commands);
            case Content.Piece piece -> encode(piece);
        };
    }

    private static byte[] encode(List<byte[]> commands) {
        int size = 2 + varintSize(commands.size());
        for (byte[] command : commands) {
            size += varintSize(command.length) + command.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION).put(COMMANDS);
        putVarint(out, commands.size());
        for (byte[] command : commands) {
            putVarint(out, command.length);
            out.put(command);
        }
        return out.array();
    }

    private static byte[] encode(Content.Piece piece) {
        int size = 10 + varintSize(piece.number()) + varintSize(piece.count());
        ByteBuffer out = ByteBuffer.allocate(size + piece.bytes().length).put(VERSION).put(PIECE);
        out.putLong(piece.id());
        putVarint(out, piece.number());
        putVarint(out, piece.count());
        return out.put(piece.bytes()).array();
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException when it is from a later version or damaged
     */
    public static Content decode(ByteBuffer in) {
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "log entry of version %d; this server reads version %d"
                                .formatted(version, VERSION));
            }
            byte kind = in.get();
            return switch (kind) {
                case COMMANDS -> decodeCommands(in);
                case PIECE ->
                        new Content.Piece(
                                in.getLong(), varint(in), varint(in), bytes(in, rest(in)));
                default -> throw new IllegalArgumentException("log entry of kind " + kind);
            };
        } catch (BufferUnderflowException damaged) {
            throw new IllegalArgumentException("log entry ends too early", damaged);
        }
    }

    private static Content decodeCommands(ByteBuffer in) {
        int count = varint(in);
        List<byte[]> commands = new ArrayList<>(Math.min(count, rest(in)));
        for (int i = 0; i < count; i++) {
            commands.add(bytes(in, varint(in)));
        }
        return new Content.Commands(commands);
    }

    private static int rest(ByteBuffer in) {
        return in.remaining();
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static int varintSize(int value) {
        return 1 + (31 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    private static void putVarint(ByteBuffer out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static int varint(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("log entry has a number that does not end");
    }
}
