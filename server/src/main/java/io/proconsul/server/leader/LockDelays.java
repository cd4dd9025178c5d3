package io.proconsul.server.leader;

import io.proconsul.runtime.clock.Clock;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which keys cannot be locked for a while, because the session that held them was invalidated and
 * its holder may not know yet. Every server keeps these clocks, so that a new leader has them; only
 * the leader asks, before it puts a lock into the log: peers' clocks differ, their states must not.
 *
 * <p>Any thread. Holds at most the keys that were released in the last {@link #LONGEST}.
 */
public final class LockDelays {
    /** Longer delays are stored with the session but count only as much. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int FEW = 1024;

    private final Clock clock;
    private final ConcurrentHashMap<String, Long> ends = new ConcurrentHashMap<>();
    private volatile int tidyAt = FEW;

    public LockDelays(Clock clock) {
        this.clock = clock;
    }

    /** Keeps {@code key} from being locked from now on; zero or less does nothing. */
    public void start(String key, Duration delay) {
        if (!delay.isPositive()) {
            return;
        }
        if (ends.size() >= tidyAt) {
            tidy();
        }
        Duration counted = delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
        ends.put(key, clock.nanos() + counted.toNanos());
    }

    /** Whether {@code key} cannot be locked now. */
    public boolean holds(String key) {
        if (ends.isEmpty()) {
            return false;
        }
        Long end = ends.get(key);
        return end != null && end - clock.nanos() > 0;
    }

    /** Drops what is over; doubling the next mark keeps the cost per key constant. */
    private void tidy() {
        long now = clock.nanos();
        ends.values().removeIf(end -> end - now <= 0);
        tidyAt = Math.max(FEW, 2 * ends.size());
    }

    int size() {
        return ends.size();
    }
}
