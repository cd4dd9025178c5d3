package io.proconsul.runtime.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The few things we ask of a disk. Blocking; any thread. The implementation for tests can refuse
 * the n-th call.
 */
public interface Disk {
    /** The whole content, or empty when there is no such file. */
    Optional<byte[]> read(Path file) throws IOException;

    /**
     * Replaces the file as a whole, mode 0600: after a crash it holds the old content or the new,
     * never a part. On return the content is on the disk. Missing folders are made.
     */
    void write(Path file, byte[] content) throws IOException;

    /** Deletes a file; does nothing when it is not there. */
    void delete(Path file) throws IOException;

    /** The regular files in a folder, by name; empty when there is no such folder. */
    List<Path> list(Path folder) throws IOException;

    /** Makes a folder and those above it. */
    void createFolder(Path folder) throws IOException;

    /** The machine's disk. */
    static Disk system() {
        return new SystemDisk();
    }
}
