package io.proconsul.raft.ratis;

import io.proconsul.raft.Capture;
import io.proconsul.raft.engine.Applier;
import io.proconsul.runtime.disk.Disk;

import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder with the snapshots. A snapshot appears there as a whole or not at all; the two newest
 * are kept, so that one with a damaged block can be passed over for the one before.
 */
final class SnapshotFiles implements StateMachineStorage {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    /** "PCSNAP" and the version of the format. */
    private static final long MAGIC = 0x5043_534e_4150_0001L;

    private static final int KEPT = 2;

    private final Disk disk;
    private volatile @Nullable Path folder;
    private volatile @Nullable Snapshot latest;
    private volatile long latestBytes;

    SnapshotFiles(Disk disk) {
        this.disk = disk;
    }

    @Override
    public void init(RaftStorage storage) {
        folder = storage.getStorageDir().getStateMachineDir().toPath();
    }

    private Path folder() {
        Path known = folder;
        if (known == null) {
            throw new IllegalStateException("the log has not been opened yet");
        }
        return known;
    }

    @Override
    public @Nullable Snapshot getLatestSnapshot() {
        return latest;
    }

    /** Size of the newest snapshot, uncompressed; 0 while there is none. */
    long latestBytes() {
        return latestBytes;
    }

    /**
     * Installs the newest snapshot that is whole.
     *
     * @throws IOException when there are snapshots and none of them is
     */
    Optional<Snapshot> load(Applier applier) throws IOException {
        List<Snapshot> all = newestFirst();
        List<String> damaged = new ArrayList<>();
        for (Snapshot candidate : all) {
            try {
                long bytes = verify(candidate.file());
                install(candidate.file(), applier);
                isThere(candidate, bytes);
                return Optional.of(candidate);
            } catch (IOException failure) {
                LOG.error(
                        "a snapshot cannot be read, trying the one before: file={} error=\"{}\"",
                        candidate.file(),
                        failure.getMessage());
                damaged.add("%s: %s".formatted(candidate.file(), failure.getMessage()));
            }
        }
        if (!damaged.isEmpty()) {
            throw new IOException("no snapshot can be read: " + String.join("; ", damaged));
        }
        return Optional.empty();
    }

    private List<Snapshot> newestFirst() throws IOException {
        return disk.list(folder()).stream()
                .map(Snapshot::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Snapshot::at).reversed())
                .toList();
    }

    private long verify(Path file) throws IOException {
        try (InputStream in = disk.open(file)) {
            checkMagic(new DataInputStream(in));
            return new BlockInput(in).verify();
        }
    }

    private void install(Path file, Applier applier) throws IOException {
        try (InputStream in = disk.open(file)) {
            checkMagic(new DataInputStream(in));
            applier.install(new BlockInput(in));
        }
    }

    private static void checkMagic(DataInputStream in) throws IOException {
        long magic = in.readLong();
        if (magic != MAGIC) {
            throw new IOException("it begins with %016x, not %016x".formatted(magic, MAGIC));
        }
    }

    /** Makes sure that the newest file, which came from a peer, survives a loss of power. */
    void forceNewest() throws IOException {
        List<Snapshot> all = newestFirst();
        if (!all.isEmpty()) {
            disk.force(all.getFirst().file());
        }
    }

    /** Writes a snapshot; it counts from now on. Any thread, one at a time. */
    Snapshot write(TermIndex at, Capture capture) throws IOException {
        Path file = folder().resolve(Snapshot.name(at));
        AtomicLong bytes = new AtomicLong();
        disk.write(
                file,
                out -> {
                    DataOutputStream header = new DataOutputStream(out);
                    header.writeLong(MAGIC);
                    header.flush();
                    try (BlockOutput blocks = new BlockOutput(out)) {
                        capture.writeTo(blocks);
                        bytes.set(blocks.written());
                    }
                });
        Snapshot written = new Snapshot(at, file);
        isThere(written, bytes.get());
        return written;
    }

    /** One that came from a peer meanwhile may be newer. */
    private synchronized void isThere(Snapshot snapshot, long bytes) {
        Snapshot known = latest;
        if (known == null || known.index() <= snapshot.index()) {
            latest = snapshot;
            latestBytes = bytes;
        }
    }

    /**
     * Deletes what is older than the snapshots we keep, and what a crash left half-written. Not
     * while one is being written.
     *
     * @return the oldest that is kept: log entries up to it are no longer needed, not even should
     *     the newest snapshot turn out to be damaged. Empty while there is only one
     */
    Optional<Snapshot> deleteOld() throws IOException {
        List<Snapshot> all = newestFirst();
        for (Snapshot old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            disk.delete(old.file());
        }
        for (Path file : disk.list(folder())) {
            if (file.toString().endsWith(".tmp")) {
                disk.delete(file);
            }
        }
        return all.size() < KEPT ? Optional.empty() : Optional.of(all.get(KEPT - 1));
    }

    @Override
    public void format() {}

    /** We delete when a snapshot is written, on the thread that writes. */
    @Override
    public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) {}
}
