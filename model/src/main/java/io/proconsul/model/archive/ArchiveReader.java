package io.proconsul.model.archive;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonObject;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads an archive to its end and checks its sums; the state itself, which can be of any size, runs
 * through (snapshot format, section 1).
 */
public final class ArchiveReader<T> {
    /** More than any list of servers or sums takes. */
    private static final int MAX_SMALL_MEMBER = 16 << 20;

    private static final int GZIP_HEADER = 10;
    private static final int BUFFER = 64 * 1024;

    private final Sums sums = new Sums(ArchiveWriter.META, ArchiveWriter.STATE);
    private final byte[] buffer = new byte[BUFFER];
    private byte[] meta = {};
    private byte[] promised = {};
    private final StateReading<T> reading;
    private @Nullable T state;

    private ArchiveReader(StateReading<T> reading) {
        this.reading = reading;
    }

    /** Makes something of the state, whose stream ends where the state ends. */
    @FunctionalInterface
    public interface StateReading<T> {
        T read(InputStream state) throws IOException;
    }

    /**
     * A whole archive.
     *
     * @param meta what it says of itself; null when it says nothing
     * @param state what was made of the state; null when there is none in it
     */
    public record Archive<T>(@Nullable JsonObject meta, @Nullable T state) {}

    /**
     * What an archive holds, once all of it is found to be whole.
     *
     * @param reading makes something of the state before its sum is known, so it must not act on it
     * @throws IOException with what is wrong with it, in the words that scripts know
     */
    public static <T> Archive<T> read(InputStream file, StateReading<T> reading)
            throws IOException {
        try (InputStream content = decompressed(file)) {
            var reader = new ArchiveReader<>(reading);
            Archive<T> archive = reader.members(new TarReader(content));
            long unread = content.transferTo(OutputStream.nullOutputStream());
            if (unread > 0) {
                throw new ArchiveException(unread + " unread uncompressed bytes remain");
            }
            return archive;
        } catch (EOFException early) {
            throw new ArchiveException("unexpected EOF");
        }
    }

    private static InputStream decompressed(InputStream file) throws IOException {
        try {
            return new Checked(new GZIPInputStream(withWholeHeader(file), BUFFER));
        } catch (ZipException malformed) {
            throw new ArchiveException("failed to decompress snapshot: gzip: invalid header");
        } catch (EOFException early) {
            throw new ArchiveException("failed to decompress snapshot: unexpected EOF");
        }
    }

    /** What is too short for a header is told as that, whatever it is; as Go does. */
    private static InputStream withWholeHeader(InputStream file) throws IOException {
        var ahead = new PushbackInputStream(file, GZIP_HEADER);
        byte[] header = ahead.readNBytes(GZIP_HEADER);
        if (header.length < GZIP_HEADER) {
            throw new EOFException();
        }
        ahead.unread(header);
        return ahead;
    }

    private Archive<T> members(TarReader tar) throws IOException {
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
        return new Archive<>(meta.length == 0 ? null : object(), state);
    }

    private void member(String name, TarReader tar) throws IOException {
        switch (name) {
            case ArchiveWriter.META -> {
                meta = small(tar);
                sums.of(ArchiveWriter.META).update(meta);
                object();
            }
            case ArchiveWriter.STATE -> state(tar);
            case ArchiveWriter.SUMS -> promised = small(tar);
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
        InputStream member = new DigestInputStream(tar, sums.of(ArchiveWriter.STATE));
        try {
            state = reading.read(member);
            member.transferTo(OutputStream.nullOutputStream());
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
