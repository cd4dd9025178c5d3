package io.proconsul.model.archive;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the members of a tar, one after the other; only plain files, whose names fit the header
 * (POSIX.1-1988 ustar). As a stream it is the member it stands at; nothing is kept of that but what
 * the caller reads.
 */
final class TarReader extends InputStream {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final String WRONG_HEADER =
            "failed reading snapshot: archive/tar: invalid tar header";

    private final InputStream in;
    private long left;
    private int padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next member, whatever was read of the one before.
     *
     * @return its name, or null at the end
     */
    @Nullable String next() throws IOException {
        skipOver(left + padding);
        byte[] header = block();
        if (isZero(header)) {
            if (header.length > 0 && !isZero(block())) {
                throw new ArchiveException(WRONG_HEADER);
            }
            return null;
        }
        if (header.length < BLOCK) {
            throw new ArchiveException("unexpected EOF");
        }
        check(header);
        left = octal(header, SIZE_AT, SIZE_LENGTH);
        padding = (int) (-left & (BLOCK - 1));
        return text(header, 0, NAME_LENGTH);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Bytes of the member; -1 at its end. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(left, length));
        if (count < 0) {
            throw new ArchiveException("unexpected EOF");
        }
        left -= count;
        return count;
    }

    private byte[] block() throws IOException {
        return in.readNBytes(BLOCK);
    }

    private void skipOver(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (java.io.EOFException early) {
            throw new ArchiveException("unexpected EOF");
        }
        left = 0;
        padding = 0;
    }

    /** The header's own sum is taken with blanks in its place. */
    private static void check(byte[] header) throws ArchiveException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
            sum += own ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, CHECKSUM_AT, CHECKSUM_LENGTH)) {
            throw new ArchiveException(WRONG_HEADER);
        }
    }

    /** Octal digits, or a binary number when the first bit is set (as GNU writes great sizes). */
    private static long octal(byte[] header, int at, int length) throws ArchiveException {
        if ((header[at] & 0x80) != 0) {
            return binary(header, at, length);
        }
        String digits = text(header, at, length).strip();
        try {
            long number = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // told below
        }
        throw new ArchiveException(WRONG_HEADER);
    }

    private static long binary(byte[] header, int at, int length) throws ArchiveException {
        long number = 0;
        for (int i = at + length - 8; i < at + length; i++) {
            number = number << 8 | header[i] & 0xff;
        }
        if (number < 0) {
            throw new ArchiveException(WRONG_HEADER);
        }
        return number;
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
