package io.proconsul.gossip.swim;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What a pool will do later. The owner asks when the next task is due and runs what is; nothing
 * happens by itself. Tasks that are called off stay in the heap until their time, at most for the
 * longest delay that is used.
 */
public final class Agenda {
    /** No task at all. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final Comparator<Task> BY_TIME =
            (a, b) -> a.due != b.due ? Long.compare(a.due, b.due) : Long.compare(a.order, b.order);

    private final Clock clock;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(BY_TIME);
    private long scheduled;

    public Agenda(Clock clock) {
        this.clock = clock;
    }

    /** Something that was put on the agenda. */
    public static final class Task {
        private final long due;
        private final long order;
        private @Nullable Runnable action;

        private Task(long due, long order, Runnable action) {
            this.due = due;
            this.order = order;
            this.action = action;
        }

        public void callOff() {
            action = null;
        }
    }

    public long now() {
        return clock.nanos();
    }

    public Task after(Duration delay, Runnable action) {
        return at(now() + delay.toNanos(), action);
    }

    public Task at(long nanos, Runnable action) {
        Task task = new Task(nanos, scheduled++, action);
        tasks.add(task);
        return task;
    }

    /** When the next task is due, in the clock's nanoseconds, or {@link #NEVER}. */
    public long nextDue() {
        Task next = tasks.peek();
        while (next != null && next.action == null) {
            tasks.poll();
            next = tasks.peek();
        }
        return next == null ? NEVER : next.due;
    }

    /** Runs all tasks that are due now. */
    public void runDue() {
        long now = now();
        while (nextDue() <= now) {
            Runnable action = tasks.remove().action;
            if (action != null) {
                action.run();
            }
        }
    }
}
