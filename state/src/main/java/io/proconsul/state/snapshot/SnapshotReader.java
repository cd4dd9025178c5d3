package io.proconsul.state.snapshot;

import java.io.IOException;
import java.io.InputStream;

/** Reads the record stream of a snapshot into a state. */
public final class SnapshotReader {
    private SnapshotReader() {}

    /**
     * Reads {@code in} to its end; memory beyond the state itself is one record.
     *
     * @throws IOException when the stream fails or is no record stream; the text names the record
     */
    public static Restored read(InputStream in) throws IOException {
        return io.proconsul.state.Pending.pending();
    }
}
