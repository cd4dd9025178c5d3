package io.proconsul.raft.ratis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Log files for tests, as Ratis writes them. */
final class LogFile {
    private static final int HEADER_BYTES = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    LogFile() {
        bytes.writeBytes("RaftLog1".getBytes(StandardCharsets.US_ASCII));
    }

    /** Adds an entry of that many bytes, none of them zero. */
    LogFile entry(int size) {
        bytes.writeBytes(encoded(size));
        return this;
    }

    static byte[] encoded(int size) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        int rest = size;
        while (rest > 0x7f) {
            entry.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        entry.write(rest);
        for (int i = 0; i < size; i++) {
            entry.write(1 + i % 100);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(entry.toByteArray());
        entry.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        return entry.toByteArray();
    }

    LogFile raw(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    LogFile zeros(int count) {
        bytes.writeBytes(new byte[count]);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Where the entries of a file end. */
    static int end(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int at = HEADER_BYTES;
        while (at < all.length && all[at] != 0) {
            int length = 0;
            int shift = 0;
            while (all[at] < 0) {
                length |= (all[at++] & 0x7f) << shift;
                shift += 7;
            }
            length |= all[at++] << shift;
            at += length + 4;
        }
        return at;
    }
}
