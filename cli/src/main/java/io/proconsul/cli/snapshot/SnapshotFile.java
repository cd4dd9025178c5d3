package io.proconsul.cli.snapshot;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonObject;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads an archive to its end and checks its sums; the state itself, which can be of any size, runs
 * through (snapshot format, section 1).
 */
final class SnapshotFile {
    private static final String META = "meta.json";
    private static final String STATE = "state.bin";
    private static final String SUMS = "SHA256SUMS";

    /** More than any list of servers or sums takes. */
    private static final int MAX_SMALL_MEMBER = 16 << 20;

    private static final int BUFFER = 64 * 1024;

    private final Sums sums = new Sums(META, STATE);
    private final byte[] buffer = new byte[BUFFER];
    private byte[] meta = {};
    private byte[] promised = {};

    private SnapshotFile() {}

    /**
     * What an archive says of itself, once all of it is found to be whole.
     *
     * @throws IOException with what is wrong with it, in the words that scripts know
     */
    static SnapshotMeta read(InputStream file) throws IOException {
        try (InputStream content = decompressed(file)) {
            var reader = new SnapshotFile();
            SnapshotMeta meta = reader.members(new TarReader(content));
            long unread = content.transferTo(java.io.OutputStream.nullOutputStream());
            if (unread > 0) {
                throw new ArchiveException(unread + " unread uncompressed bytes remain");
            }
            return meta;
        } catch (EOFException early) {
            throw new ArchiveException("unexpected EOF");
        }
    }

    private static InputStream decompressed(InputStream file) throws IOException {
        try {
            return new Checked(new GZIPInputStream(file, BUFFER));
        } catch (ZipException malformed) {
            throw new ArchiveException("failed to decompress snapshot: gzip: invalid header");
        } catch (EOFException early) {
            throw new ArchiveException("failed to decompress snapshot: unexpected EOF");
        }
    }

    private SnapshotMeta members(TarReader tar) throws IOException {
        try {
            for (String name = tar.next(); name != null; name = tar.next()) {
                member(name, tar);
            }
        } catch (ArchiveException wrong) {
            throw new ArchiveException("failed to read snapshot file: " + wrong.getMessage());
        }
        try {
            sums.verify(promised);
        } catch (ArchiveException wrong) {
            throw new ArchiveException(
                    "failed to read snapshot file: failed checking integrity of snapshot: "
                            + wrong.getMessage());
        }
        return SnapshotMeta.of(meta.length == 0 ? null : object());
    }

    private void member(String name, TarReader tar) throws IOException {
        switch (name) {
            case META -> {
                meta = small(tar);
                sums.of(META).update(meta);
                object();
            }
            case STATE -> state(tar);
            case SUMS -> promised = small(tar);
            default -> throw new ArchiveException("unexpected file \"" + name + "\" in snapshot");
        }
    }

    private JsonObject object() throws ArchiveException {
        try {
            if (JsonValue.parse(meta) instanceof JsonObject object) {
                return object;
            }
            throw new ArchiveException("failed to decode snapshot metadata: it is no object");
        } catch (JsonException malformed) {
            throw new ArchiveException(
                    "failed to decode snapshot metadata: " + malformed.getMessage());
        }
    }

    private void state(TarReader tar) throws IOException {
        MessageDigest sum = sums.of(STATE);
        try {
            for (int count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
                sum.update(buffer, 0, count);
            }
        } catch (EOFException early) {
            throw new ArchiveException("failed to read or write snapshot data: unexpected EOF");
        }
    }

    private byte[] small(TarReader tar) throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        for (int count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
            if (bytes.size() + count > MAX_SMALL_MEMBER) {
                throw new ArchiveException(
                        "a description is longer than " + MAX_SMALL_MEMBER + " bytes");
            }
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }

    /** Tells damage of the compressed form as Go does. */
    private static final class Checked extends FilterInputStream {
        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (ZipException damaged) {
                throw new ArchiveException("gzip: invalid checksum");
            }
        }
    }
}
