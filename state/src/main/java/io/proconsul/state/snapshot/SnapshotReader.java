package io.proconsul.state.snapshot;

import io.proconsul.state.Root;

import java.io.IOException;
import java.io.InputStream;

/** Reads the record stream of a snapshot into a state. */
public final class SnapshotReader {
    @SuppressWarnings("DoNotCallSuggester")
    private SnapshotReader() {}

    /**
     * Reads {@code in} to its end; memory beyond the state itself is one record.
     *
     * @throws IOException when the stream fails or is no record stream; the text names the record
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Root read(InputStream in) throws IOException {
        throw new UnsupportedOperationException();
    }
}
