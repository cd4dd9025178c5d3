package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;

/**
 * What the {@link Lease} of a leader rests on: whoever takes an append from a leader votes for no
 * other for an election timeout from then on. Ratis itself only looks at that before the first
 * round of an election.
 *
 * <p>A vote and an append are taken one after the other: an append that is acknowledged while a
 * vote is being decided would be a promise that is broken at the same moment. Votes wait for the
 * disk under the lock of this, so appends may have to.
 */
final class VotePromise {
    private final Clock clock;
    private final long length;

    // Under the lock of this.
    private long term = -1;
    private @Nullable String leader;
    private long until;

    /**
     * @param mayHavePromised whether this server took part before it was started: then it may have
     *     made a promise right before, which it has forgotten and keeps towards everybody
     */
    VotePromise(Clock clock, Duration electionTimeout, boolean mayHavePromised) {
        this.clock = clock;
        this.length = electionTimeout.toNanos();
        this.until = clock.nanos() + (mayHavePromised ? length : 0);
    }

    /** How a vote is decided. */
    @FunctionalInterface
    interface Ballot<R> {
        R cast() throws IOException;
    }

    /** A leader speaks; what an earlier one still says binds nobody. */
    synchronized void given(String toLeader, long inTerm) {
        if (inTerm >= term) {
            term = inTerm;
            leader = toLeader;
            until = clock.nanos() + length;
        }
    }

    /**
     * Has the vote decided if this server may give it.
     *
     * @throws IOException when it may not, for the leader is alive
     */
    synchronized <R> R vote(String candidate, Ballot<R> ballot) throws IOException {
        boolean bound = clock.nanos() - until < 0;
        if (bound && !candidate.equals(leader)) {
            throw new IOException("no vote for " + candidate + ": the leader is alive");
        }
        return ballot.cast();
    }
}
