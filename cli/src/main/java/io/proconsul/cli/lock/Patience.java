package io.proconsul.cli.lock;

import io.proconsul.runtime.clock.Clock;

import java.time.Duration;

/**
 * How long somebody goes on trying to get a lock, and how long one question may wait meanwhile. The
 * first try is always made.
 */
final class Patience {
    /** How long one question waits for somebody who tries for ever. */
    private static final Duration ONE_WAIT = Duration.ofSeconds(15);

    private final Clock clock;
    private final Duration limit;
    private final long startNanos;
    private boolean tried;

    /**
     * @param limit zero: without end
     */
    Patience(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        startNanos = clock.nanos();
    }

    /** How long the next question may wait; negative: enough was tried. */
    Duration next() {
        if (limit.isZero()) {
            return ONE_WAIT;
        }
        if (!tried) {
            tried = true;
            return limit;
        }
        return limit.minusNanos(clock.nanos() - startNanos);
    }
}
