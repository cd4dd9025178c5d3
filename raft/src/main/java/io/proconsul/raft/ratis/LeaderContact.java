package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * When a leader spoke to this server last; until one does, when this server began to listen. And
 * the moment when it believes in no leader any more, which Ratis does not tell.
 *
 * <p>Any thread.
 */
final class LeaderContact {
    private final Clock clock;
    private final Runnable lost;
    private final Pace pace;
    private volatile Heard last;

    /** The term of the election that a leader has asked for last. */
    private volatile long wantedTerm = -1;

    /** The leader who spoke; null while none did. */
    private record Heard(@Nullable String leader, long nanos) {}

    /**
     * @param lost called whenever this server asks others for their votes
     */
    LeaderContact(Clock clock, Duration electionTimeout, Runnable lost) {
        this.clock = clock;
        this.pace = new Pace(electionTimeout);
        this.lost = lost;
        this.last = new Heard(null, clock.nanos());
    }

    /** A leader speaks. */
    void heard(String leader) {
        Heard before = last;
        Heard now = new Heard(leader, clock.nanos());
        last = now;
        if (leader.equals(before.leader())) {
            pace.silence(now.nanos() - before.nanos(), now.nanos());
        }
    }

    /** Whether the leader has been silent for no longer than it may be, as it goes about lately. */
    boolean mayOnlyBeSlow() {
        return last.leader() != null && age().compareTo(pace.patience()) < 0;
    }

    /** This server stands for election. */
    void lost() {
        lost.run();
    }

    Duration age() {
        return Duration.ofNanos(Math.max(0, clock.nanos() - last.nanos()));
    }

    /** The leader of that term wants this server to take over. */
    void toldToStand(long byLeaderOf) {
        wantedTerm = byLeaderOf + 1;
    }

    /**
     * Whether an election is the wish of the leader before. Only in the very next term: that leader
     * gave up its own lease, and nobody else has one then.
     */
    boolean isWanted(long term) {
        return term == wantedTerm;
    }
}
