package io.proconsul.rpc.snapshot;

import io.proconsul.model.query.QueryMeta;

import java.io.IOException;
import java.io.InputStream;

/**
 * A snapshot that is being saved.
 *
 * @param meta its index is the snapshot's
 * @param archive the archive, from its beginning; read by one thread, which may block, and closed
 *     by whoever got it
 */
public record SavedSnapshot(QueryMeta meta, InputStream archive) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        archive.close();
    }
}
