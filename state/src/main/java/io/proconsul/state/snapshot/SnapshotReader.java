package io.proconsul.state.snapshot;

import io.proconsul.model.wire.RecordCodec;
import io.proconsul.state.Root;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the record stream of a snapshot into a state. */
public final class SnapshotReader {
    private static final int BUFFER = 64 * 1024;
    private static final RecordCodec<Header> HEADER = RecordCodec.of(Header.class);

    private SnapshotReader() {}

    /**
     * Reads {@code in} to its end, of this program or of the reference; memory beyond the state
     * itself is one record. The result is complete, and not yet installed anywhere.
     *
     * @throws IOException when the stream fails or is no record stream; the text names the record
     */
    public static Root read(InputStream in) throws IOException {
        ValueStream values = new ValueStream(new BufferedInputStream(in, BUFFER));
        Restoration restoration = new Restoration(header(values).lastIndex());
        int number = 0;
        for (int code = values.next(); code >= 0; code = values.next()) {
            number++;
            add(code, number, values, restoration);
        }
        return restoration.root();
    }

    private static Header header(ValueStream values) throws IOException {
        try {
            return HEADER.decode(values.value());
        } catch (IOException cause) {
            throw new IOException("snapshot header: " + cause.getMessage(), cause);
        }
    }

    private static void add(int code, int number, ValueStream values, Restoration restoration)
            throws IOException {
        long start = values.position() - 1;
        RecordKind kind = RecordKind.of(code);
        if (kind == null) {
            throw new IOException(
                    "snapshot record %d at byte %d has the unknown type %d"
                            .formatted(number, start, code));
        }
        try {
            restoration.add(kind, values.value());
        } catch (IOException cause) {
            throw new IOException(
                    "snapshot record %d (%s) at byte %d: %s"
                            .formatted(number, kind.text(), start, cause.getMessage()),
                    cause);
        }
    }
}
