package io.proconsul.gossip.swim;

import java.time.Duration;

/**
 * How much this member trusts itself (Lifeguard's local health multiplier): 0 is healthy. A member
 * that misses answers it should have got is probably the slow one, so it probes more slowly before
 * it accuses others.
 */
final class Awareness {
    /** One above the worst score. */
    private final int limit;

    private int score;

    Awareness(int limit) {
        this.limit = limit;
    }

    int score() {
        return score;
    }

    void apply(int delta) {
        score = Math.clamp(score + delta, 0, limit - 1);
    }

    Duration scale(Duration interval) {
        return interval.multipliedBy(score + 1L);
    }
}
