package io.proconsul.raft.engine;

import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Holds an entry until those who were just told an outcome had time to come back.
 *
 * <p>An entry costs far more than a command in it: a write to each disk and messages to each peer.
 * Clients that write one thing after the other fall into two halves when an entry goes as soon as
 * it may: one half waits while the other is written, for ever. So the next entry waits until nearly
 * as many commands are there as the last carried and left waiting.
 *
 * <p>Who waits loses what the wait takes, and who still comes gains the round he would otherwise
 * spend in the queue. So it is worth waiting as long as they come faster than those who are there
 * would be carried off: {@code waiting} of them in a round. Before the first has come nobody knows;
 * a quarter of a round is spent on that. A client alone never waits, nor does the first after a
 * pause, and nobody waits longer than the last round took.
 */
public final class BatchWindow implements Pacing {
    /** Nobody is held longer, however slow the log is. */
    static final Duration MOST = Duration.ofMillis(2);

    /** The part of a round that is spent on waiting for the first. */
    private static final int FIRST_SHARE = 4;

    /** Of so many, one may be missing. */
    private static final int STRAGGLERS = 8;

    private final Clock clock;
    private final Timers timers;

    private long sentAt;
    private long appliedAt;
    private long round;
    private int company = 1;

    /** How many waited when somebody came last, and when that was. */
    private int waited;

    private long cameAt;
    private boolean anybodyCame;

    /** Set while an entry is held. */
    private @Nullable Timer wake;

    public BatchWindow(Clock clock, Timers timers) {
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public synchronized void sent() {
        sentAt = clock.nanos();
        if (wake != null) {
            wake.cancel();
            wake = null;
        }
    }

    @Override
    public synchronized void applied(int commands, int waiting) {
        appliedAt = clock.nanos();
        round = appliedAt - sentAt;
        company = commands + waiting;
        waited = waiting;
        anybodyCame = false;
    }

    @Override
    public synchronized boolean holds(int waiting, Runnable again) {
        long now = clock.nanos();
        if (waiting > waited) {
            waited = waiting;
            cameAt = now;
            anybodyCame = true;
        }
        long last = appliedAt + Math.min(round, MOST.toNanos());
        long left = min(last, end(waiting)) - now;
        if (left <= 0 || waiting >= company - company / STRAGGLERS) {
            return false;
        }
        if (wake == null) {
            // Whoever comes asks, too; to be woken for every gap costs more than it brings.
            long pause = anybodyCame ? Math.max(left, round / FIRST_SHARE) : left;
            wake = timers.after(Duration.ofNanos(min(pause, last - now)), () -> wake(again));
        }
        return true;
    }

    private long end(int waiting) {
        long first = appliedAt + round / FIRST_SHARE;
        long next = anybodyCame ? cameAt + round / waiting : first;
        return next - first > 0 ? next : first;
    }

    private static long min(long one, long other) {
        return one - other < 0 ? one : other;
    }

    private void wake(Runnable again) {
        synchronized (this) {
            wake = null;
        }
        again.run();
    }
}
