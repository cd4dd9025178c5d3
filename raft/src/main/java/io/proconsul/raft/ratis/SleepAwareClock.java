package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes on while the machine sleeps. The clock for measuring stands still then, the
 * wall clock does not; whenever the wall clock runs ahead, this one does. It never goes back, and
 * never runs slower than the clock for measuring, wherever somebody sets the wall clock.
 *
 * <p>Any thread.
 */
final class SleepAwareClock implements Clock {
    private final Clock clock;
    private final long origin;

    /** How far the wall clock has run ahead at most. */
    private final AtomicLong ahead = new AtomicLong();

    SleepAwareClock(Clock clock) {
        this.clock = clock;
        this.origin = wall() - clock.nanos();
    }

    private long wall() {
        return TimeUnit.MILLISECONDS.toNanos(clock.now().toEpochMilli());
    }

    @Override
    public long nanos() {
        long nanos = clock.nanos();
        long now = wall() - nanos - origin;
        long most = ahead.get();
        if (now > most) {
            most = ahead.accumulateAndGet(now, Math::max);
        }
        return nanos + most;
    }

    @Override
    public Instant now() {
        return clock.now();
    }
}
