package io.proconsul.raft.ratis;

import io.proconsul.raft.Peer;
import io.proconsul.runtime.disk.Disk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The folder in which Ratis keeps its log, looked at before Ratis does. */
final class LogFolder {
    private static final Pattern CLOSED = Pattern.compile("log_(\\d{1,18})-\\d{1,18}");
    static final String CONFIGURATION = "raft-meta.conf";
    private static final String TAKEN_OUT = "taken-out";
    private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d{1,18})");

    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    private final Disk disk;
    private final Path root;
    private final Path files;
    private final Founders founders;

    LogFolder(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
        this.founders = new Founders(disk, root);
        this.files = root.resolve(RatisEngine.GROUP.getUuid().toString()).resolve("current");
    }

    /**
     * The others have taken this server out: what it holds is no log of theirs any more. It must
     * not stand for election with it when it comes back, and they would tell it to stop if it did.
     */
    void markTakenOut() {
        try {
            disk.write(root.resolve(TAKEN_OUT), new byte[0]);
        } catch (IOException failure) {
            LOG.warn("it will be taken out again: folder={} error={}", root, failure.toString());
        }
    }

    private boolean isTakenOut() throws IOException {
        return disk.read(root.resolve(TAKEN_OUT)).isPresent();
    }

    /** The mark goes last, so that a crash in between is made good by the next start. */
    private void forgetTheLog() throws IOException {
        LOG.warn("this server was taken out of the log before; it begins without: folder={}", root);
        for (Path folder : List.of(files, files.resolveSibling("sm"))) {
            for (Path file : disk.list(folder)) {
                disk.delete(file);
            }
        }
        founders.forget();
        disk.delete(root.resolve(TAKEN_OUT));
    }

    /** Whether this server has been part of a log, or was about to begin one with others. */
    boolean holdsLog() throws IOException {
        if (isTakenOut()) {
            return false;
        }
        return disk.list(files).stream().map(LogFolder::name).anyMatch(LogFolder::isOfLog)
                || !founders.read().isEmpty();
    }

    /** A server that waits to be added has files as well, but none of these. */
    private static boolean isOfLog(String name) {
        return name.equals(CONFIGURATION)
                || OPEN.matcher(name).matches()
                || CLOSED.matcher(name).matches();
    }

    /** The founders that count: those given to the first start that was given any. */
    List<Peer> founders(List<Peer> given) throws IOException {
        if (!given.isEmpty() && !holdsLog()) {
            founders.write(given);
        }
        return founders.read();
    }

    /**
     * Makes the folder, and the log in it readable should a crash have left it otherwise. Does what
     * an operator left to be done, see {@link Recovery}.
     *
     * @param self the node id of this server
     */
    void prepare(String self) throws IOException {
        disk.createFolder(root);
        if (isTakenOut()) {
            forgetTheLog();
        }
        for (Path file : disk.list(files)) {
            if (OPEN.matcher(name(file)).matches()) {
                LogTail.repair(disk, file);
            }
        }
        new Recovery(disk, root, files).run(self);
    }

    /**
     * Ratis says neither where nor why it cannot write. When that is the reason of a failure, this
     * throws one that does.
     */
    void explain(Exception failure) throws IOException {
        Path probe = root.resolve("write-probe");
        try {
            disk.createFolder(root);
            disk.write(probe, new byte[] {1});
            disk.delete(probe);
        } catch (IOException cause) {
            cause.addSuppressed(failure);
            throw new IOException(
                    "the raft folder %s cannot be written: %s".formatted(root, cause), cause);
        }
    }

    /**
     * Ratis would wait for ever for the entries that are neither in the snapshot nor in the log.
     *
     * @param snapshotIndex the last entry of the snapshot, -1 when there is none
     */
    void checkFollows(long snapshotIndex) throws IOException {
        OptionalLong first = firstIndex();
        if (first.isPresent() && first.getAsLong() > snapshotIndex + 1) {
            throw new IOException(
                    "the log in %s begins at entry %d, but what can be read of the snapshots ends at entry %d"
                            .formatted(files, first.getAsLong(), snapshotIndex));
        }
    }

    private OptionalLong firstIndex() throws IOException {
        return disk.list(files).stream()
                .map(LogFolder::name)
                .flatMapToLong(LogFolder::firstIndex)
                .min();
    }

    private static LongStream firstIndex(String name) {
        Matcher closed = CLOSED.matcher(name);
        Matcher open = OPEN.matcher(name);
        if (closed.matches()) {
            return LongStream.of(Long.parseLong(closed.group(1)));
        }
        return open.matches() ? LongStream.of(Long.parseLong(open.group(1))) : LongStream.empty();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
