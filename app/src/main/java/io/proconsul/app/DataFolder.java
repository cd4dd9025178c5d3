package io.proconsul.app;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The agent's data folder, held against a second agent for as long as this one runs. */
final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "proconsul.lock";
    private static final String FOREIGN_LOG = "raft/raft.db";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be and takes it.
     *
     * @throws IOException when it cannot be made or written, another agent has it, or it holds the
     *     log of another program; the message names the cause and what to do
     */
    static DataFolder take(Path path) throws IOException {
        try {
            Files.createDirectories(path);
            refuseForeignLog(path);
            return lock(path);
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    "data_dir "
                            + path
                            + " cannot be written: permission denied for "
                            + denied.getFile()
                            + ". Give the agent's user the right to write there, or choose another"
                            + " folder with -data-dir.",
                    denied);
        } catch (FileSystemException failure) {
            throw new IOException(
                    "data_dir "
                            + path
                            + " cannot be used: "
                            + failure.getMessage()
                            + ": "
                            + failure.getReason(),
                    failure);
        }
    }

    private static void refuseForeignLog(Path path) throws IOException {
        if (Files.exists(path.resolve(FOREIGN_LOG))) {
            throw new IOException(
                    "data_dir "
                            + path
                            + " holds the Raft log of another program ("
                            + FOREIGN_LOG
                            + "). Take a snapshot there, start here with an empty folder and"
                            + " restore the snapshot.");
        }
    }

    private static DataFolder lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        @Nullable FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new IOException(
                    "data_dir "
                            + path
                            + " is in use by another agent. Stop that one, or choose another"
                            + " folder with -data-dir.");
        }
        return new DataFolder(path, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    /** Gives the folder free. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
