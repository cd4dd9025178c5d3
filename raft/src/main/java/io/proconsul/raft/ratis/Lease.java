package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Until when nobody but this leader can lead. A peer that acknowledged an append refuses its vote
 * for an election timeout from then on ({@link VotePromise}); so what a majority acknowledged,
 * counted from when it was <em>sent</em>, protects for that long. The lease is a little shorter,
 * for clocks do not run alike. The election timeout must be the same on all servers.
 *
 * <p>The clock must go on while the process is stopped: the lease is over before a process that was
 * stopped for longer can answer anything. Acknowledgements come one after the other under the lock
 * of this; {@link #holds} takes no lock.
 */
final class Lease {
    /** Of the election timeout: leaves a tenth for the drift of clocks. */
    private static final double PART = 0.9;

    private final Clock clock;
    private final long length;

    /** When what a peer acknowledged last was sent. */
    private final Map<String, Long> sent = new HashMap<>();

    private long term;

    /** No lease in this term and those before. */
    private long givenUp = -1;

    private volatile long end;
    private volatile boolean alone;

    Lease(Clock clock, Duration electionTimeout) {
        this.clock = clock;
        this.length = (long) (electionTimeout.toNanos() * PART);
        this.end = clock.nanos();
    }

    long now() {
        return clock.nanos();
    }

    /**
     * A peer has acknowledged this server as the leader of that term.
     *
     * @param sentAt when the append was sent, of {@link #now}
     */
    synchronized void acknowledged(String peer, long inTerm, long sentAt, Voters voters) {
        if (inTerm < term || inTerm <= givenUp) {
            return;
        }
        if (inTerm > term) {
            sent.clear();
            term = inTerm;
        }
        sent.merge(peer, sentAt, Math::max);
        long now = clock.nanos();
        long longAgo = now - 2 * length;
        long until = voters.agreedSince(now, voter -> sent.getOrDefault(voter, longAgo)) + length;
        if (until - end > 0) {
            end = until;
        }
    }

    /**
     * Who takes part has changed: what was acknowledged before says nothing any more.
     *
     * @param nowAlone whether no other server has a vote, so that nobody needs to be asked
     */
    synchronized void startOver(boolean nowAlone) {
        sent.clear();
        end = clock.nanos();
        alone = nowAlone;
    }

    /**
     * Another server is asked to stand for election, whom peers do not refuse. Whether it does so,
     * and when, is not known for sure: it may be told after a long time. So there is no lease for
     * the rest of the term.
     */
    synchronized void giveUp(long inTerm) {
        givenUp = inTerm;
        startOver(false);
    }

    /** No other server has a vote, so none can tell of what is committed. */
    boolean isAlone() {
        return alone;
    }

    boolean holds() {
        return alone || clock.nanos() - end < 0;
    }
}
