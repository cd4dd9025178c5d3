package io.proconsul.raft.ratis;

import io.proconsul.raft.engine.GroupCommit;

import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    private static final Duration REPLY_KEPT = Duration.ofSeconds(1);

    /** Ratis wants more than its limit for a read, 10 s. */
    private static final Duration WRITE_INDEX_KEPT = Duration.ofSeconds(15);

    /** A machine may sleep for a night. */
    private static final Duration PAUSE_THAT_CLOSES = Duration.ofDays(365);

    private RatisProperties() {}

    static RaftProperties of(RatisSettings settings) {
        RaftProperties properties = new RaftProperties();
        properties.set(RaftConfigKeys.Rpc.TYPE_KEY, LinkRpcType.class.getName());
        RaftServerConfigKeys.setStorageDir(properties, List.of(settings.folder().toFile()));
        log(properties);
        snapshots(properties);
        timing(properties, settings.electionTimeout());
        memory(properties);
        return properties;
    }

    private static void log(RaftProperties properties) {
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, size(SEGMENT_BYTES));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, size(PREALLOCATED_BYTES));
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, size(WRITE_BUFFER_BYTES));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, size(ENTRY_BYTES_MAX));
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(properties, TimeDuration.ZERO);
        // It would write a second entry after each to say that the first is committed.
        RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Read.setOption(
                properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
    }

    /** When one is written is our decision, see {@link Snapshots}. */
    private static void snapshots(RaftProperties properties) {
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setTriggerWhenRemoveEnabled(properties, false);
        RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(
                properties, size(SNAPSHOT_CHUNK_BYTES));
    }

    private static void timing(RaftProperties properties, Duration election) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, time(election));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, time(election.multipliedBy(2)));
        // Until we hear of other servers: see LinkRpc.addRaftPeers.
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(
                properties, TimeDuration.ONE_MILLISECOND);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(
                properties, TimeDuration.ONE_MILLISECOND);
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(
                properties, time(election.multipliedBy(4)));
        RaftServerConfigKeys.setCloseThreshold(properties, time(PAUSE_THAT_CLOSES));
    }

    private static void memory(RaftProperties properties) {
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, SEGMENTS_CACHED);
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(
                properties, size(SEGMENTS_CACHED * SEGMENT_BYTES));
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, time(REPLY_KEPT));
        RaftServerConfigKeys.Read.ReadAfterWriteConsistent.setWriteIndexCacheExpiryTime(
                properties, time(WRITE_INDEX_KEPT));
    }

    private static SizeInBytes size(int bytes) {
        return SizeInBytes.valueOf(bytes);
    }

    private static TimeDuration time(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
