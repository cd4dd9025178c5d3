package io.proconsul.raft.ratis;

import io.proconsul.runtime.disk.Disk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Cuts off what a crash or a loss of power left at the end of the open log file: an entry that was
 * being written, and thus never acknowledged. Ratis refuses to start when it finds one.
 *
 * <p>An entry is a varint length, that many bytes, and a CRC-32C over both; the file is filled with
 * zeros beyond the last one. An entry whose checksum is wrong was being written when either no
 * whole entry follows it, or one of the sectors it covers is still zero because it never reached
 * the disk. Anything else is damage to what was acknowledged, which nobody may repair silently.
 */
final class LogTail {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    /** "RaftLog1". */
    private static final int HEADER_BYTES = 8;

    private static final int CHECKSUM_BYTES = 4;

    /** What a disk writes as a whole. */
    private static final int SECTOR_BYTES = 512;

    private final Path file;
    private final byte[] bytes;

    /** Where the next entry begins, and the one after it. */
    private record Span(int from, int to) {}

    private LogTail(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Makes an open log file readable; does nothing when it is.
     *
     * @throws IOException when entries that had been written whole are damaged
     */
    static void repair(Disk disk, Path file) throws IOException {
        byte[] bytes = disk.read(file).orElseThrow(() -> new IOException(file + " is gone"));
        int end = new LogTail(file, bytes).end();
        if (end < bytes.length) {
            LOG.warn(
                    "the log ends in an entry that was being written; cutting it off: file={}"
                            + " offset={} bytes={}",
                    file,
                    end,
                    bytes.length - end);
            disk.truncate(file, end);
        }
    }

    /** How many whole entries an open log file holds, after it was made readable. */
    static long entries(Disk disk, Path file) throws IOException {
        byte[] bytes = disk.read(file).orElseThrow(() -> new IOException(file + " is gone"));
        LogTail tail = new LogTail(file, bytes);
        long count = 0;
        Optional<Span> entry = tail.wholeEntry(HEADER_BYTES);
        while (entry.isPresent()) {
            count++;
            entry = tail.wholeEntry(entry.get().to());
        }
        return count;
    }

    /** Where the file must be cut, or its length. */
    private int end() throws IOException {
        int at = Math.min(HEADER_BYTES, bytes.length);
        while (at < bytes.length) {
            if (bytes[at] == 0) {
                return endAtZeros(at);
            }
            Optional<Span> entry = wholeEntry(at);
            if (entry.isEmpty()) {
                return endAtBroken(at);
            }
            at = entry.get().to();
        }
        return at;
    }

    private int endAtZeros(int at) throws IOException {
        if (isZero(at, bytes.length)) {
            return bytes.length;
        }
        int sectorEnd = Math.min(bytes.length, nextSector(at));
        if (isZero(at, sectorEnd)) {
            return at;
        }
        throw damaged(at);
    }

    private int endAtBroken(int at) throws IOException {
        int length = totalLength(at);
        boolean known = length > 0 && length <= bytes.length - at;
        int to = known ? at + length : bytes.length;
        boolean wholeFollows = known && to < bytes.length && wholeEntry(to).isPresent();
        if (wholeFollows && !hasZeroSector(at, to)) {
            throw damaged(at);
        }
        return at;
    }

    private IOException damaged(int at) {
        return new IOException(
                "the log file %s is damaged at byte %d, before entries that are whole"
                        .formatted(file, at));
    }

    private Optional<Span> wholeEntry(int at) {
        int length = totalLength(at);
        if (length <= 0 || length > bytes.length - at) {
            return Optional.empty();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, at, length - CHECKSUM_BYTES);
        int expected = ByteBuffer.wrap(bytes).getInt(at + length - CHECKSUM_BYTES);
        return (int) checksum.getValue() == expected
                ? Optional.of(new Span(at, at + length))
                : Optional.empty();
    }

    /** Of length, entry and checksum; 0 when there is no sensible length. */
    private int totalLength(int at) {
        int length = 0;
        for (int i = 0; i < 4 && at + i < bytes.length; i++) {
            length |= (bytes[at + i] & 0x7f) << 7 * i;
            if (bytes[at + i] >= 0) {
                return length == 0 ? 0 : i + 1 + length + CHECKSUM_BYTES;
            }
        }
        return 0;
    }

    private boolean hasZeroSector(int from, int to) {
        for (int at = nextSector(from - 1); at + SECTOR_BYTES <= to; at += SECTOR_BYTES) {
            if (isZero(at, at + SECTOR_BYTES)) {
                return true;
            }
        }
        return false;
    }

    private static int nextSector(int at) {
        return (at / SECTOR_BYTES + 1) * SECTOR_BYTES;
    }

    private boolean isZero(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }
}
