package io.proconsul.model.snapshot;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.wire.Flat;

/**
 * What a server says before the archive (wire reference: SnapshotResponse).
 *
 * @param error empty when it went well
 */
public record SnapshotReply(String error, @Flat QueryMeta meta) {}
