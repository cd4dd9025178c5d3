package io.proconsul.raft.engine;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The parts of a large command that have come out of the log so far. Part of the replicated state:
 * a snapshot may fall between two of them, and every server must put together the same.
 *
 * @param id of the command that is being put together
 * @param count how many parts it has
 * @param received the first of them; empty when no large command is on its way
 */
record Pieces(long id, int count, List<byte[]> received) {
    static final Pieces NONE = new Pieces(0, 0, List.of());

    Pieces {
        received = List.copyOf(received);
    }

    /** With the next part; nothing when it is not the next, for its command was given up. */
    Pieces with(Content.Piece piece) {
        if (piece.number() == 0) {
            return new Pieces(piece.id(), piece.count(), List.of(piece.bytes()));
        }
        if (piece.id() != id || piece.count() != count || piece.number() != received.size()) {
            return NONE;
        }
        byte[][] more = received.toArray(new byte[received.size() + 1][]);
        more[received.size()] = piece.bytes();
        return new Pieces(id, count, List.of(more));
    }

    /** The command, once all parts are there. */
    byte @Nullable [] whole() {
        if (received.isEmpty() || received.size() < count) {
            return null;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        received.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(id);
        out.writeInt(count);
        out.writeInt(received.size());
        for (byte[] piece : received) {
            out.writeInt(piece.length);
            out.write(piece);
        }
    }

    static Pieces read(DataInputStream in) throws IOException {
        long id = in.readLong();
        int count = in.readInt();
        byte[][] received = new byte[in.readInt()][];
        for (int i = 0; i < received.length; i++) {
            received[i] = in.readNBytes(in.readInt());
        }
        return new Pieces(id, count, List.of(received));
    }
}
