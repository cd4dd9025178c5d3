package io.proconsul.rpc.snapshot;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.wire.Flat;

import java.time.Duration;

/**
 * What a server says before, or instead of, an archive.
 *
 * @param error why nothing was saved or restored; empty when it was
 * @param meta of a saved snapshot; else nothing
 */
public record SnapshotReply(String error, @Flat QueryMeta meta) {
    private static final QueryMeta NO_META = new QueryMeta(0, Duration.ZERO, false, "");

    public static final SnapshotReply RESTORED = new SnapshotReply("", NO_META);

    public static SnapshotReply refused(String error) {
        return new SnapshotReply(error, NO_META);
    }
}
