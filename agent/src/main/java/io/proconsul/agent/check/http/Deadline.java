package io.proconsul.agent.check.http;

import io.proconsul.runtime.clock.Clock;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The moment by which everything must be over. */
record Deadline(Clock clock, long endNanos) {
    static Deadline after(Clock clock, Duration timeout) {
        return new Deadline(clock, clock.nanos() + timeout.toNanos());
    }

    /**
     * What is left, at least a millisecond.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    Duration left() throws SocketTimeoutException {
        long nanos = endNanos - clock.nanos();
        if (nanos <= 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return Duration.ofNanos(Math.max(nanos, 1_000_000));
    }

    int leftMillis() throws SocketTimeoutException {
        return (int) Math.min(Integer.MAX_VALUE, left().toMillis());
    }
}
