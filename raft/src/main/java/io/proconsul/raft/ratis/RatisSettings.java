package io.proconsul.raft.ratis;

import io.proconsul.raft.Peer;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a {@link RatisEngine} is set up.
 *
 * @param self this server; the id must stay with the folder for ever
 * @param folder where log and snapshots live; made when it is missing
 * @param electionTimeout a follower that hears nothing for this long, or up to twice as long by
 *     chance, stands for election. Raising it tolerates longer pauses of the leader, lowering it
 *     shortens the time without one
 * @param snapshotEntries a snapshot is written after this many log entries; each server adds up to
 *     an eighth by chance, so that not all write at once
 * @param snapshotBytes or after commands of this size, or of the size of the snapshot before,
 *     whichever is more. Bounds what a restart must read
 */
public record RatisSettings(
        Peer self,
        Path folder,
        Duration electionTimeout,
        long snapshotEntries,
        long snapshotBytes) {
    private static final Duration LAN_ELECTION_TIMEOUT = Duration.ofMillis(500);
    private static final long SNAPSHOT_ENTRIES = 16_384;
    private static final long SNAPSHOT_BYTES = 32L * 1024 * 1024;

    /** For servers in one local network: a dead leader is replaced in about a second. */
    public static RatisSettings lan(Peer self, Path folder) {
        return new RatisSettings(
                self, folder, LAN_ELECTION_TIMEOUT, SNAPSHOT_ENTRIES, SNAPSHOT_BYTES);
    }

    public RatisSettings withElectionTimeout(Duration timeout) {
        return new RatisSettings(self, folder, timeout, snapshotEntries, snapshotBytes);
    }

    /** The same with a snapshot after that many entries or that many bytes. */
    public RatisSettings withSnapshotEvery(long entries, long bytes) {
        return new RatisSettings(self, folder, electionTimeout, entries, bytes);
    }
}
