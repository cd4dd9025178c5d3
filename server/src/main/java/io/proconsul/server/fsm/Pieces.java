package io.proconsul.server.fsm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An archive in pieces that fit into the log. */
final class Pieces {
    /** Bytes of a piece: far below what an entry may have. */
    static final int PIECE_BYTES = 512 * 1024;

    /** Bytes of the largest archive that can be restored; it is kept in memory on its way. */
    static final long BYTES_MAX = 512L << 20;

    private Pieces() {}

    /**
     * Reads an archive to its end.
     *
     * @throws IOException also when it is too large
     */
    static List<byte[]> of(InputStream archive) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        long bytes = 0;
        for (byte[] piece = archive.readNBytes(PIECE_BYTES);
                piece.length > 0;
                piece = archive.readNBytes(PIECE_BYTES)) {
            bytes += piece.length;
            if (bytes > BYTES_MAX) {
                throw new IOException("the archive is larger than " + BYTES_MAX + " bytes");
            }
            pieces.add(piece);
        }
        return pieces;
    }

    /** The archive again, from its beginning. */
    static InputStream joined(List<byte[]> pieces) {
        return new SequenceInputStream(
                Collections.enumeration(pieces.stream().map(ByteArrayInputStream::new).toList()));
    }
}
