package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import java.time.Duration;

/**
 * When a leader spoke to this server last; until one does, when this server began to listen. And
 * the moment when it believes in no leader any more, which Ratis does not tell.
 */
final class LeaderContact {
    private final Clock clock;
    private final Runnable lost;
    private volatile long nanos;

    /**
     * @param lost called whenever this server asks others for their votes
     */
    LeaderContact(Clock clock, Runnable lost) {
        this.clock = clock;
        this.lost = lost;
        this.nanos = clock.nanos();
    }

    /** A leader speaks. */
    void heard() {
        nanos = clock.nanos();
    }

    /** This server stands for election. */
    void lost() {
        lost.run();
    }

    Duration age() {
        return Duration.ofNanos(Math.max(0, clock.nanos() - nanos));
    }
}
