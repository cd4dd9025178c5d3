package io.proconsul.rpc.net;

import java.time.Duration;

/**
 * How a pool keeps connections.
 *
 * @param idle a connection without calls is closed after that
 * @param idleStreams streams that are kept for the next calls, for each connection
 */
public record PoolSettings(Duration idle, int idleStreams) {
    /** What the reference's client agents do (wire reference, section 3). */
    public static final PoolSettings CLIENT = new PoolSettings(Duration.ofSeconds(127), 32);

    /** What its servers do. */
    public static final PoolSettings SERVER = new PoolSettings(Duration.ofMinutes(2), 64);
}
