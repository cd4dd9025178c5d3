package io.proconsul.app.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Bounded polling of a process that cannot be told to report an event. */
public final class Await {
    private static final Duration INTERVAL = Duration.ofMillis(25);

    private Await() {}

    /** Something to look at from outside; not being reachable counts as "not yet". */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Waits until the condition holds.
     *
     * @return how long that took
     * @throws AssertionError after the limit, naming what was waited for
     */
    public static Duration until(String what, Duration limit, Condition condition) {
        long begin = System.nanoTime();
        String trouble = "";
        do {
            try {
                if (condition.holds()) {
                    return since(begin);
                }
            } catch (IOException notYet) {
                trouble = " (" + notYet + ")";
            }
            pause(INTERVAL);
        } while (since(begin).compareTo(limit) < 0);
        throw new AssertionError("not within " + limit.toMillis() + " ms: " + what + trouble);
    }

    public static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /** Lets a process outside do something meanwhile. */
    public static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
