package io.proconsul.runtime.clock;

import java.time.Duration;

/**
 * Being called later. Tasks run on a thread of the implementation's choosing and must be short;
 * whoever has more to do hands it to a thread of its own.
 */
public interface Timers {
    /** Runs {@code task} once after {@code delay}; a delay that is not positive means at once. */
    Timer after(Duration delay, Runnable task);

    /** A task that was scheduled and can be called off. */
    interface Timer {
        /** Calls the task off; does nothing when it ran already or runs now. */
        void cancel();
    }

    /** Timers that hold a thread until they are closed; what is still scheduled then never runs. */
    interface Closeable extends Timers, AutoCloseable {
        @Override
        void close();
    }

    /** Real timers on one daemon thread of that name. */
    static Closeable system(String threadName) {
        return new SystemTimers(threadName);
    }
}
