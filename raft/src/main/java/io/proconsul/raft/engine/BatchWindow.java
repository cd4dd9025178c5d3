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
 * as many commands are there as the last carried and left waiting, but no longer than a quarter of
 * the time the last one took. A client alone never waits, nor does the first after a pause.
 */
public final class BatchWindow implements Pacing {
    /** Nobody is held longer, however slow the log is. */
    static final Duration MOST = Duration.ofMillis(1);

    /** The part of a round that may be spent on waiting. */
    private static final int ROUND_SHARE = 4;

    /** Of so many, one may be missing. */
    private static final int STRAGGLERS = 8;

    private final Clock clock;
    private final Timers timers;

    private long sentAt;
    private long appliedAt;
    private long patience;
    private int company = 1;

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
        patience = Math.min(MOST.toNanos(), (appliedAt - sentAt) / ROUND_SHARE);
        company = commands + waiting;
    }

    @Override
    public synchronized boolean holds(int waiting, Runnable again) {
        long left = appliedAt + patience - clock.nanos();
        if (left <= 0 || waiting >= company - company / STRAGGLERS) {
            return false;
        }
        if (wake == null) {
            wake = timers.after(Duration.ofNanos(left), () -> wake(again));
        }
        return true;
    }

    private void wake(Runnable again) {
        synchronized (this) {
            wake = null;
        }
        again.run();
    }
}
