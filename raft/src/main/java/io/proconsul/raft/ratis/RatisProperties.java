package io.proconsul.raft.ratis;

import io.proconsul.raft.engine.GroupCommit;

import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;

import java.util.List;

/** Our settings in the words of Ratis, whose own defaults are for machines larger than ours. */
final class RatisProperties {
    /**
     * A batch and what Ratis puts around it. Must never shrink: it also limits what can be read.
     */
    private static final int ENTRY_BYTES_MAX = GroupCommit.Limits.STANDARD.entryBytes() + 4 * 1024;

    /** Ratis wants room for length and checksum. */
    private static final int WRITE_BUFFER_BYTES = ENTRY_BYTES_MAX + 1024;

    private static final int SEGMENT_BYTES = 8 * 1024 * 1024;
    private static final int SEGMENTS_CACHED = 2;

    /** Room made in the file at a time; written with zeros, so a large step delays an entry. */
    private static final int PREALLOCATED_BYTES = 256 * 1024;

    private static final int SNAPSHOT_CHUNK_BYTES = 512 * 1024;

    /** Replies are kept for clients that repeat a request; ours never does. */
    private static final long REPLY_KEPT_MILLIS = 1_000;

    /** A machine may sleep for a night, and go on. */
    private static final long PAUSE_THAT_CLOSES_MILLIS = 365L * 24 * 60 * 60 * 1_000;

    private final RaftProperties properties = new RaftProperties();

    private RatisProperties() {}

    static RaftProperties of(RatisSettings settings) {
        RatisProperties all = new RatisProperties();
        all.properties.set(RaftConfigKeys.Rpc.TYPE_KEY, LinkRpcType.class.getName());
        RaftServerConfigKeys.setStorageDir(all.properties, List.of(settings.folder().toFile()));
        all.log();
        all.snapshots();
        all.timing(settings.electionTimeout().toMillis());
        all.memory();
        return all.properties;
    }

    private void log() {
        bytes(RaftServerConfigKeys.Log.SEGMENT_SIZE_MAX_KEY, SEGMENT_BYTES);
        bytes(RaftServerConfigKeys.Log.PREALLOCATED_SIZE_KEY, PREALLOCATED_BYTES);
        bytes(RaftServerConfigKeys.Log.WRITE_BUFFER_SIZE_KEY, WRITE_BUFFER_BYTES);
        bytes(RaftServerConfigKeys.Log.Appender.BUFFER_BYTE_LIMIT_KEY, ENTRY_BYTES_MAX);
        millis(RaftServerConfigKeys.Log.Appender.WAIT_TIME_MIN_KEY, 0);
        // It would write a second entry after each to say that the first is committed.
        properties.setBoolean(RaftServerConfigKeys.Log.LOG_METADATA_ENABLED_KEY, false);
        properties.setInt(RaftServerConfigKeys.Log.PURGE_GAP_KEY, 1);
        // It would hand every append to another thread; PeerRequests keeps them in order.
        properties.setBoolean(RaftServerConfigKeys.Log.APPEND_ENTRIES_COMPOSE_ENABLED_KEY, false);
    }

    /** When one is written is our decision, see {@link Snapshots}. */
    private void snapshots() {
        properties.setBoolean(RaftServerConfigKeys.Snapshot.AUTO_TRIGGER_ENABLED_KEY, false);
        properties.setBoolean(RaftServerConfigKeys.Snapshot.TRIGGER_WHEN_STOP_ENABLED_KEY, false);
        properties.setBoolean(RaftServerConfigKeys.Snapshot.TRIGGER_WHEN_REMOVE_ENABLED_KEY, false);
        bytes(RaftServerConfigKeys.Log.Appender.SNAPSHOT_CHUNK_SIZE_MAX_KEY, SNAPSHOT_CHUNK_BYTES);
    }

    private void timing(long election) {
        millis(RaftServerConfigKeys.Rpc.TIMEOUT_MIN_KEY, election);
        millis(RaftServerConfigKeys.Rpc.TIMEOUT_MAX_KEY, 2 * election);
        // Until we hear of other servers: see LinkRpc.addRaftPeers.
        millis(RaftServerConfigKeys.Rpc.FIRST_ELECTION_TIMEOUT_MIN_KEY, 1);
        millis(RaftServerConfigKeys.Rpc.FIRST_ELECTION_TIMEOUT_MAX_KEY, 1);
        millis(RaftServerConfigKeys.LeaderElection.LEADER_STEP_DOWN_WAIT_TIME_KEY, 4 * election);
        millis(RaftServerConfigKeys.CLOSE_THRESHOLD_KEY, PAUSE_THAT_CLOSES_MILLIS);
    }

    private void memory() {
        properties.setInt(RaftServerConfigKeys.Log.SEGMENT_CACHE_NUM_MAX_KEY, SEGMENTS_CACHED);
        bytes(RaftServerConfigKeys.Log.SEGMENT_CACHE_SIZE_MAX_KEY, SEGMENTS_CACHED * SEGMENT_BYTES);
        millis(RaftServerConfigKeys.RetryCache.EXPIRY_TIME_KEY, REPLY_KEPT_MILLIS);
    }

    private void bytes(String key, int bytes) {
        properties.setInt(key, bytes);
    }

    /** As text: the typed way of Ratis loads a formatter at every start. */
    private void millis(String key, long millis) {
        properties.set(key, millis + "ms");
    }
}
