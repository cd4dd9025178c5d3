package io.proconsul.server.query;

import java.time.Duration;

/**
 * How long queries wait and how much is kept for them.
 *
 * @param defaultWait how long a query waits that does not say
 * @param longestWait longer wishes are cut to this
 * @param maxShared how many different questions may be waited for or kept at a time
 * @param maxBytes about how much kept answers may hold
 */
public record QueryLimits(
        Duration defaultWait, Duration longestWait, int maxShared, long maxBytes) {
    private static final int MAX_SHARED = 1 << 17;
    private static final long LEAST_BYTES = 16L << 20;

    /** The reference's times; an eighth of the memory the machine gives us. */
    public static QueryLimits standard() {
        return new QueryLimits(
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                MAX_SHARED,
                Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / 8));
    }

    /** How long to wait, before jitter; what is not positive leaves it to the default. */
    Duration wait(Duration wish) {
        if (!wish.isPositive()) {
            return defaultWait;
        }
        return wish.compareTo(longestWait) < 0 ? wish : longestWait;
    }
}
