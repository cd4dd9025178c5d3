package io.proconsul.model.command;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;

/**
 * Forgets the traces of keys deleted at or before {@code reapIndex}. Only the leader sends it, only
 * into the log.
 */
public record TombstoneRequest(
        String datacenter, String op, long reapIndex, @Flat WriteOptions options) implements Write {
    public static final String REAP = "reap";
}
