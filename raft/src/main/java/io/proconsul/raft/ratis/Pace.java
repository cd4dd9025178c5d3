package io.proconsul.raft.ratis;

import java.time.Duration;

/**
 * How long a leader may be silent before this server stands for election: on a quiet network the
 * election timeout; where leader, network or this server itself pause for longer, twice the longest
 * pause seen lately, so that a busy machine does not depose its leader. Only pauses after which the
 * same leader spoke again count.
 */
final class Pace {
    /** Of the election timeout: whatever the pauses, a dead leader is replaced after this. */
    private static final int LONGEST = 3;

    /** How long a pause is remembered, at least; at most twice as long. */
    private static final long MEMORY_NANOS = Duration.ofSeconds(30).toNanos();

    private final long shortest;

    // Under the lock of this.
    private long since;
    private long longestNow;
    private long longestBefore;

    private volatile Duration patience;

    Pace(Duration electionTimeout) {
        this.shortest = electionTimeout.toNanos();
        this.patience = electionTimeout;
    }

    /**
     * The leader has spoken again.
     *
     * @param nanos how long it had been silent
     * @param now the clock's time
     */
    synchronized void silence(long nanos, long now) {
        if (now - since > MEMORY_NANOS) {
            longestBefore = longestNow;
            longestNow = 0;
            since = now;
        }
        longestNow = Math.max(longestNow, nanos);
        long twice = 2 * Math.max(longestNow, longestBefore);
        long bounded = Math.clamp(twice, shortest, LONGEST * shortest);
        if (bounded != patience.toNanos()) {
            patience = Duration.ofNanos(bounded);
        }
    }

    Duration patience() {
        return patience;
    }
}
