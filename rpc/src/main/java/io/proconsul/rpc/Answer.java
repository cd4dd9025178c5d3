package io.proconsul.rpc;

import io.proconsul.model.query.QueryMeta;

/**
 * What a call brought back.
 *
 * @param body the reply; identical questions share one
 * @param meta how fresh it is; for writes, {@link #NO_META}
 */
public record Answer<R>(Body<R> body, QueryMeta meta) {
    /** Writes say nothing about themselves. */
    public static final QueryMeta NO_META = QueryMeta.leader(1);

    /** The answer of a write. */
    public static <R> Answer<R> of(R value) {
        return new Answer<>(new Body<>(value), NO_META);
    }

    /** The answer of a read. */
    public static <R> Answer<R> of(R value, QueryMeta meta) {
        return new Answer<>(new Body<>(value), meta);
    }

    public R value() {
        return body.value();
    }
}
