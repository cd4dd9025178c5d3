package io.proconsul.agent.stored;

import io.proconsul.runtime.disk.Disk;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * File changes that are safe although the files are not yet: batches, one after the other in
 * segment files below {@code agent/journal}. In a segment each batch stands behind its length and
 * its checksum (4 bytes each). Adding a batch waits for the disk once. Not for several threads at
 * once.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("agent.disk");
    private static final String FOLDER = "agent/journal";
    private static final int FRAME_BYTES = 8;

    private final Disk disk;
    private final Path folder;
    private final List<Path> segments = new ArrayList<>();
    private @Nullable Path open;
    private long lastNumber;

    Journal(Disk disk, Path dataFolder) {
        this.disk = disk;
        folder = dataFolder.resolve(FOLDER);
    }

    /** Puts a batch on the disk. When that fails the batch counts as never written. */
    void append(List<FileChange> batch) throws IOException {
        byte[] frame = framed(Batch.encode(batch));
        Path segment = open;
        try {
            if (segment == null) {
                begin(frame);
            } else {
                disk.appendForced(segment, frame);
            }
        } catch (IOException failure) {
            open = null; // a part of the frame may stand there; nothing could be read behind it
            throw failure;
        }
    }

    private void begin(byte[] first) throws IOException {
        Path segment = folder.resolve("%019d".formatted(++lastNumber));
        segments.add(segment);
        disk.write(segment, first);
        open = segment;
    }

    private static byte[] framed(byte[] content) {
        return ByteBuffer.allocate(FRAME_BYTES + content.length)
                .putInt(content.length)
                .putInt(checksum(content))
                .put(content)
                .array();
    }

    private static int checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return (int) crc.getValue();
    }

    /** Ends the open segment and hands over all there are; the next batch begins a new one. */
    List<Path> roll() {
        open = null;
        List<Path> ended = List.copyOf(segments);
        segments.clear();
        return ended;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /**
     * The changes that an agent before this one left, in order. A segment's end may be cut off:
     * nobody was told that what stood there is safe.
     */
    List<FileChange> recover() throws IOException {
        List<FileChange> changes = new ArrayList<>();
        for (Path segment : disk.list(folder)) {
            if (isNumber(segment)) {
                read(segment, changes);
                segments.add(segment);
                lastNumber = Math.max(lastNumber, number(segment));
            }
        }
        return changes;
    }

    private void read(Path segment, List<FileChange> changes) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(disk.read(segment).orElse(new byte[0]));
        while (bytes.remaining() >= FRAME_BYTES) {
            int length = bytes.getInt();
            int checksum = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                break;
            }
            byte[] content = new byte[length];
            bytes.get(content);
            if (checksum(content) != checksum) {
                break;
            }
            changes.addAll(Batch.decode(content));
        }
        if (bytes.hasRemaining()) {
            LOG.atInfo()
                    .addKeyValue("file", segment)
                    .log("The end of a segment of the journal was cut off while it was written");
        }
    }

    private static boolean isNumber(Path file) {
        return String.valueOf(file.getFileName()).matches("[0-9]{19}");
    }

    private static long number(Path segment) {
        return Long.parseLong(String.valueOf(segment.getFileName()));
    }
}
