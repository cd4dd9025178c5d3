package io.proconsul.raft.ratis;

import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.statemachine.SnapshotInfo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot on the disk.
 *
 * @param at the last entry it holds
 */
record Snapshot(TermIndex at, Path file) implements SnapshotInfo {
    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{1,18})-(\\d{1,18})");

    static String name(TermIndex at) {
        return "snapshot-%d-%d".formatted(at.getTerm(), at.getIndex());
    }

    /** What the name of a file says; empty when it is not one of ours. */
    static Optional<Snapshot> of(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        long term = Long.parseLong(name.group(1));
        long index = Long.parseLong(name.group(2));
        return Optional.of(new Snapshot(TermIndex.valueOf(term, index), file));
    }

    long index() {
        return at.getIndex();
    }

    @Override
    public TermIndex getTermIndex() {
        return at;
    }

    /** Without a digest: it is worked out while the file is sent to a peer. */
    @Override
    public List<FileInfo> getFiles() {
        return List.of(new FileInfo(file, null));
    }
}
