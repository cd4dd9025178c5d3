package io.proconsul.state.snapshot;

import io.proconsul.state.Root;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a state as the record stream of a snapshot. */
public final class SnapshotWriter {
    @SuppressWarnings("DoNotCallSuggester")
    private SnapshotWriter() {}

    /**
     * Writes {@code root}; the same state gives the same bytes. Any thread; memory is one record.
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static void write(Root root, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}
