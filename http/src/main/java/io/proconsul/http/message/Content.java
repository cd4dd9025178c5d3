package io.proconsul.http.message;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes that are all there. Immutable; one content may be on its way to any number of clients, and
 * is compressed at most once for all of them.
 */
public final class Content implements Payload {
    public static final Content EMPTY = new Content(new byte[0], 0);

    private final byte[] bytes;
    private final int length;
    private volatile @Nullable Content gzip;
    private volatile boolean sent;
    private volatile @Nullable ByteBuffer direct;

    private Content(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** These bytes, not copied: nobody may change them any more. */
    public static Content of(byte[] bytes) {
        return new Content(bytes, bytes.length);
    }

    /** What stands in a buffer on the heap, not copied when it begins at its array's first byte. */
    public static Content of(ByteBuffer buffer) {
        if (buffer.arrayOffset() == 0 && buffer.position() == 0) {
            return new Content(buffer.array(), buffer.limit());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return of(copy);
    }

    /** The text as UTF-8. */
    public static Content of(String text) {
        return text.isEmpty() ? EMPTY : of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The array whose first {@link #length()} bytes are the content; must not be changed. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The same compressed. */
    public Content gzip() {
        Content made = gzip;
        if (made == null) {
            made = compress();
            gzip = made;
        }
        return made;
    }

    /** Whether {@link #gzip()} costs nothing any more. */
    public boolean isCompressed() {
        return gzip != null;
    }

    private Content compress() {
        var out = new ByteArrayOutputStream(length / 4 + 64);
        try (var gzipOut = new GZIPOutputStream(out)) {
            gzipOut.write(bytes, 0, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return of(out.toByteArray());
    }

    /**
     * The bytes outside the heap, where sockets take them without another copy; made when the same
     * content is sent a second time, because only shared contents are worth it. Null the first
     * time. The buffer goes with this object.
     */
    public @Nullable ByteBuffer direct() {
        ByteBuffer made = direct;
        if (made == null && sent) {
            made = ByteBuffer.allocateDirect(length).put(bytes, 0, length).flip();
            direct = made;
        }
        sent = true;
        return made == null ? null : made.duplicate();
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
