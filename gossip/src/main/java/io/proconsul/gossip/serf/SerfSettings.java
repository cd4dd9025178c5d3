package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.SwimSettings;

import java.time.Duration;

/**
 * The tunables of a Serf member.
 *
 * @param swim failure detection and gossip
 * @param reconnectTimeout how long failed members are kept and tried again
 * @param tombstoneTimeout how long members that left are remembered
 * @param leaveDelay how long we still answer after everything about our leaving was sent
 * @param eventBytes longest user event, name and payload together
 * @param resolveConflicts whether to leave the pool when most others know our name elsewhere
 * @param rejoinAfterLeave whether members of before a graceful leave are joined again on start
 * @param coordinates whether acks carry coordinates
 */
public record SerfSettings(
        SwimSettings swim,
        Duration reconnectTimeout,
        Duration tombstoneTimeout,
        Duration leaveDelay,
        int eventBytes,
        boolean resolveConflicts,
        boolean rejoinAfterLeave,
        boolean coordinates) {

    static final Duration REAP_INTERVAL = Duration.ofSeconds(15);
    static final Duration RECONNECT_INTERVAL = Duration.ofSeconds(30);
    static final Duration PRUNE_INTERVAL = Duration.ofSeconds(30);
    static final Duration FLAP_TIME = Duration.ofMinutes(1);
    static final Duration INTENT_KEPT = Duration.ofMinutes(5);
    static final Duration CLOCK_NOTE_INTERVAL = Duration.ofMillis(500);

    /** How long news of our own leaving may wait to be sent. */
    static final Duration BROADCAST_TIMEOUT = Duration.ofSeconds(5);

    /** Longest query, and longest response to one. */
    static final int QUERY_BYTES = 1024;

    /** Whatever {@link #eventBytes} says, events must fit in packets. */
    static final int MOST_EVENT_BYTES = 9 * 1024;

    static final int QUERY_TIMEOUT_MULTIPLIER = 16;

    /** A queue of news longer than this is worth a line in the log. */
    static final int QUEUE_WARNING = 128;

    /** Least length that a queue of news is cut to. */
    static final int LEAST_QUEUE = 4096;

    public SerfSettings {
        if (eventBytes > MOST_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    "user event size limit exceeds limit of " + MOST_EVENT_BYTES + " bytes");
        }
    }

    /** As Consul 1.8.7 sets it for a pool with this failure detection. */
    public static SerfSettings consul(SwimSettings swim) {
        return new SerfSettings(
                swim,
                Duration.ofHours(72),
                Duration.ofHours(24),
                Duration.ofSeconds(3),
                512,
                true,
                false,
                true);
    }

    public SerfSettings withReconnectTimeout(Duration timeout) {
        return new SerfSettings(
                swim,
                timeout,
                tombstoneTimeout,
                leaveDelay,
                eventBytes,
                resolveConflicts,
                rejoinAfterLeave,
                coordinates);
    }

    public SerfSettings withResolveConflicts(boolean resolve) {
        return new SerfSettings(
                swim,
                reconnectTimeout,
                tombstoneTimeout,
                leaveDelay,
                eventBytes,
                resolve,
                rejoinAfterLeave,
                coordinates);
    }

    public SerfSettings withRejoinAfterLeave(boolean rejoin) {
        return new SerfSettings(
                swim,
                reconnectTimeout,
                tombstoneTimeout,
                leaveDelay,
                eventBytes,
                resolveConflicts,
                rejoin,
                coordinates);
    }

    public SerfSettings withCoordinates(boolean carried) {
        return new SerfSettings(
                swim,
                reconnectTimeout,
                tombstoneTimeout,
                leaveDelay,
                eventBytes,
                resolveConflicts,
                rejoinAfterLeave,
                carried);
    }

    Duration queryTimeout(int alive) {
        return swim.gossipInterval()
                .multipliedBy(QUERY_TIMEOUT_MULTIPLIER)
                .multipliedBy((long) Math.ceil(Math.log10(alive + 1.0)));
    }
}
