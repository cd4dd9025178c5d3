package io.proconsul.runtime.clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread and a heap of tasks; cancelled tasks leave the heap at once. */
final class SystemTimers implements Timers.Closeable {
    private static final Logger LOG = LoggerFactory.getLogger("agent.timers");

    private final ScheduledThreadPoolExecutor executor;

    SystemTimers(String name) {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        ScheduledFuture<?> scheduled =
                executor.schedule(
                        () -> guarded(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.error("a timed task failed", failure);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
