package io.proconsul.model.query;

import java.time.Duration;

/**
 * What a read asks beside its subject: how fresh, as whom, and whether to wait (wire reference,
 * section 7).
 *
 * @param token the caller's secret; empty means none was given
 * @param minQueryIndex wait until the result's index is greater; 0 does not wait
 * @param maxQueryTime the longest wait; zero means the server's default (300 s), capped at 600 s
 * @param allowStale any server may answer from what it has
 * @param requireConsistent the leader confirms its leadership with a quorum first
 * @param filter a filter expression applied by the server; empty means none
 * @param maxStaleDuration with {@code allowStale}: ask the leader again when the answer is older
 *     than this; zero means no limit
 */
public record QueryOptions(
        String token,
        long minQueryIndex,
        Duration maxQueryTime,
        boolean allowStale,
        boolean requireConsistent,
        boolean useCache,
        Duration maxStaleDuration,
        Duration maxAge,
        boolean mustRevalidate,
        Duration staleIfError,
        String filter) {

    /** The default mode: answered by the leader, not waiting, no token, no filter. */
    public static final QueryOptions DEFAULT =
            new QueryOptions(
                    "",
                    0,
                    Duration.ZERO,
                    false,
                    false,
                    false,
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    Duration.ZERO,
                    "");

    /** A read that any server may answer. */
    public static final QueryOptions STALE = DEFAULT.withStale(Duration.ZERO);

    public QueryOptions withToken(String secret) {
        return new QueryOptions(
                secret,
                minQueryIndex,
                maxQueryTime,
                allowStale,
                requireConsistent,
                useCache,
                maxStaleDuration,
                maxAge,
                mustRevalidate,
                staleIfError,
                filter);
    }

    /**
     * Answered by any server, but asked of the leader again when older than {@code limit} (zero:
     * never).
     */
    public QueryOptions withStale(Duration limit) {
        return new QueryOptions(
                token,
                minQueryIndex,
                maxQueryTime,
                true,
                false,
                useCache,
                limit,
                maxAge,
                mustRevalidate,
                staleIfError,
                filter);
    }

    /** Waits until the result's index is greater than {@code index}, at most {@code wait}. */
    public QueryOptions waitingFor(long index, Duration wait) {
        return new QueryOptions(
                token,
                index,
                wait,
                allowStale,
                requireConsistent,
                useCache,
                maxStaleDuration,
                maxAge,
                mustRevalidate,
                staleIfError,
                filter);
    }

    /** Whether the caller wants to wait for a change. */
    public boolean blocks() {
        return minQueryIndex > 0;
    }
}
