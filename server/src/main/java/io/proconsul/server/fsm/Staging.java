package io.proconsul.server.fsm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of an archive that have come out of the log so far. They are part of what the log
 * made, so they travel with captured states: a server that gets such a state in the middle of a
 * restore must be able to end it like all others. Immutable.
 *
 * <p>They are kept in memory: the archive is compressed and a fraction of the state it stands for,
 * and a disk that is full on one server only would make its state a different one.
 *
 * @param id which restore; empty for none
 */
record Staging(String id, List<byte[]> pieces, long bytes) {
    /** The largest archive, in bytes; see there why there is a limit. */
    static final long ARCHIVE_BYTES_MAX = Pieces.BYTES_MAX;

    static final Staging NONE = new Staging("", List.of(), 0);

    /** Stands before the pieces in a captured state; no state begins with it. */
    private static final int MARK = 0xc1;

    static Staging begun(String id) {
        return new Staging(id, List.of(), 0);
    }

    Staging with(byte[] piece) {
        List<byte[]> more = new ArrayList<>(pieces.size() + 1);
        more.addAll(pieces);
        more.add(piece);
        return new Staging(id, more, bytes + piece.length);
    }

    boolean isEmpty() {
        return id.isEmpty();
    }

    /** The archive, from its beginning. */
    InputStream archive() {
        return Pieces.joined(pieces);
    }

    /** Writes the pieces, if there are any, in front of a state. */
    void writeTo(OutputStream out) throws IOException {
        if (isEmpty()) {
            return;
        }
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(MARK);
        data.writeUTF(id);
        data.writeInt(pieces.size());
        for (byte[] piece : pieces) {
            data.writeInt(piece.length);
            data.write(piece);
        }
        data.flush();
    }

    /** Reads what {@link #writeTo} wrote; the state follows. */
    static Staging readFrom(PushbackInputStream in) throws IOException {
        int first = in.read();
        if (first != MARK) {
            if (first >= 0) {
                in.unread(first);
            }
            return NONE;
        }
        DataInputStream data = new DataInputStream(in);
        Staging staging = begun(data.readUTF());
        for (int left = data.readInt(); left > 0; left--) {
            staging = staging.with(piece(data, ARCHIVE_BYTES_MAX - staging.bytes));
        }
        return staging;
    }

    private static byte[] piece(DataInputStream data, long room) throws IOException {
        int length = data.readInt();
        if (length < 0 || length > room) {
            throw new IOException("a staged piece of " + length + " bytes");
        }
        return data.readNBytes(length);
    }
}
