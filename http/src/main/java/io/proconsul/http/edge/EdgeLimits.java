package io.proconsul.http.edge;

import java.time.Duration;

/**
 * What one connection, and one client, may take.
 *
 * @param headBytes request line and headers together; beyond, 431
 * @param lineBytes one line of them; beyond, 431
 * @param skippedBodyBytes how much of an unwanted body is read so that the connection can go on;
 *     beyond, it is closed
 * @param pipelinedBytes how much may wait unread behind a request that is being answered; beyond,
 *     nothing more is read from the socket until it is
 * @param unsentBytes how much of a stream may wait for a slow client before the writer waits too
 * @param connectionsPerClient open connections from one address ({@code
 *     limits.http_max_conns_per_client}); 0: no limit
 * @param idle how long a connection may be silent between requests; zero: forever
 * @param headTime how long a request may take from its first byte to its last
 * @param linger how long a connection that we end is still read, so that the client gets to see the
 *     answer before it learns that nobody listens
 */
public record EdgeLimits(
        int headBytes,
        int lineBytes,
        int skippedBodyBytes,
        int pipelinedBytes,
        int unsentBytes,
        int connectionsPerClient,
        Duration idle,
        Duration headTime,
        Duration linger) {
    private static final int KIB = 1024;

    /** The reference's limits where it has one. */
    public static final EdgeLimits DEFAULT =
            new EdgeLimits(
                    1028 * KIB,
                    1028 * KIB,
                    256 * KIB,
                    64 * KIB,
                    256 * KIB,
                    200,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(2),
                    Duration.ofMillis(500));

    public EdgeLimits withConnectionsPerClient(int limit) {
        return new EdgeLimits(
                headBytes,
                lineBytes,
                skippedBodyBytes,
                pipelinedBytes,
                unsentBytes,
                limit,
                idle,
                headTime,
                linger);
    }
}
