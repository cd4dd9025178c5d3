package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import java.time.Duration;

/** When a leader spoke to this server last; until one does, when this server began to listen. */
final class LeaderContact {
    private final Clock clock;
    private volatile long nanos;

    LeaderContact(Clock clock) {
        this.clock = clock;
        this.nanos = clock.nanos();
    }

    void now() {
        nanos = clock.nanos();
    }

    Duration age() {
        return Duration.ofNanos(Math.max(0, clock.nanos() - nanos));
    }
}
