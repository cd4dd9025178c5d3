package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Until when nobody but this leader can lead. A peer that acknowledged an append refuses its vote
 * for an election timeout from then on ({@link PeerRequests}); so what a quorum acknowledged,
 * counted from when it was <em>sent</em>, protects for that long. The lease is a little shorter,
 * for clocks do not run alike.
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
    private long suspendedUntil;
    private volatile long end;
    private volatile boolean alone;

    Lease(Clock clock, Duration electionTimeout) {
        this.clock = clock;
        this.length = (long) (electionTimeout.toNanos() * PART);
        this.end = clock.nanos();
        this.suspendedUntil = clock.nanos();
    }

    long now() {
        return clock.nanos();
    }

    /**
     * A peer has acknowledged this server as the leader of that term.
     *
     * @param sentAt when the append was sent, of {@link #now}
     * @param quorums the other voters of each configuration in force: a majority of each counts
     */
    synchronized void acknowledged(
            String peer, long inTerm, long sentAt, List<? extends Collection<String>> quorums) {
        if (inTerm < term) {
            return;
        }
        if (inTerm > term) {
            sent.clear();
            term = inTerm;
        }
        sent.merge(peer, sentAt, Math::max);
        long until = quorums.stream().mapToLong(this::majoritySince).min().orElse(sentAt) + length;
        if (until - end > 0 && sentAt - suspendedUntil >= 0) {
            end = until;
        }
    }

    /** Since when a majority of these and this server stands behind it; long ago for never. */
    private long majoritySince(Collection<String> others) {
        int needed = (others.size() + 1) / 2;
        if (needed == 0) {
            return clock.nanos();
        }
        return others.stream()
                .map(peer -> sent.getOrDefault(peer, clock.nanos() - 2 * length))
                .sorted(Comparator.reverseOrder())
                .skip(needed - 1L)
                .findFirst()
                .orElse(clock.nanos() - 2 * length);
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

    /** Another server was asked to stand for election, whom peers do not refuse. */
    synchronized void suspend(Duration duration) {
        suspendedUntil = clock.nanos() + duration.toNanos();
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
