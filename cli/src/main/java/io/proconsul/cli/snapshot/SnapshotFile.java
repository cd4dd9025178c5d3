package io.proconsul.cli.snapshot;

import io.proconsul.model.archive.ArchiveReader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads an archive for what it says of itself; the state runs through. */
final class SnapshotFile {
    private SnapshotFile() {}

    /**
     * What an archive says of itself, once all of it is found to be whole.
     *
     * @throws IOException with what is wrong with it, in the words that scripts know
     */
    static SnapshotMeta read(InputStream file) throws IOException {
        return SnapshotMeta.of(
                ArchiveReader.read(file, in -> in.transferTo(OutputStream.nullOutputStream()))
                        .meta());
    }
}
