package io.proconsul.runtime.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
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

    /**
     * The same for content that is too large to be held in memory. When writing it fails the old
     * content stays.
     */
    void write(Path file, Content content) throws IOException;

    /**
     * Replaces the file as a whole, mode 0600, but does not wait for the disk: readers see it at
     * once, a killed process loses nothing, a power cut may undo or empty it. {@link #force} makes
     * it safe.
     */
    default void replace(Path file, byte[] content) throws IOException {
        write(file, content);
    }

    /**
     * Adds to the end of a file, which is made, mode 0600, when it is not there; does not wait for
     * the disk. A crash may leave a part of {@code more} there.
     */
    default void append(Path file, byte[] more) throws IOException {
        byte[] before = read(file).orElse(new byte[0]);
        byte[] all = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        replace(file, all);
    }

    /**
     * Adds to the end of a file that is there; on return it is on the disk. A crash or a failure
     * may leave a part of {@code more} there. Waits for the disk once, where {@link #write} does
     * twice.
     */
    default void appendForced(Path file, byte[] more) throws IOException {
        append(file, more);
        force(file);
    }

    /** Reads a file from its start; the caller closes. {@code NoSuchFileException} when absent. */
    InputStream open(Path file) throws IOException;

    /** Cuts a file to its first {@code size} bytes; on return that is on the disk. */
    void truncate(Path file, long size) throws IOException;

    /** Makes sure that what was written to the file, by whomever, is on the disk. */
    void force(Path file) throws IOException;

    /** Deletes a file; does nothing when it is not there. */
    void delete(Path file) throws IOException;

    /** The regular files in a folder, by name; empty when there is no such folder. */
    List<Path> list(Path folder) throws IOException;

    /**
     * Makes a file in the machine's folder for temporary files, mode 0750, under a name of its own
     * that begins with {@code prefix}; it may be started as a program. Whoever asked deletes it.
     */
    default Path temporaryProgram(String prefix, byte[] content) throws IOException {
        throw new IOException("programs cannot be started from this disk");
    }

    /** Makes a folder and those above it. */
    void createFolder(Path folder) throws IOException;

    /** Writes itself when asked, once. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The machine's disk. */
    static Disk system() {
        return new SystemDisk();
    }
}
