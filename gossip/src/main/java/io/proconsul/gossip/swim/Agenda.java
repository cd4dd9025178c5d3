package io.proconsul.gossip.swim;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;

/**
 * What a pool will do later. The owner asks when the next task is due and runs what is; nothing
 * happens by itself.
 *
 * <p>A binary heap whose tasks know their places, because most tasks are called off long before
 * their time: each probe plans what to do when nothing answers, each confirmed suspicion plans a
 * nearer end. What is called off leaves at once, so the heap stays as small as what is to come.
 */
public final class Agenda {
    /** No task at all. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int LEAST_CAPACITY = 16;
    private static final int NOWHERE = -1;

    private final Clock clock;
    private @Nullable Task[] heap = new Task[LEAST_CAPACITY];

    /** When the task in the same place is due: most comparisons need no more. */
    private long[] dues = new long[LEAST_CAPACITY];

    private int size;
    private long scheduled;

    public Agenda(Clock clock) {
        this.clock = clock;
    }

    /** Something that was put on the agenda. */
    public final class Task {
        private final long order;
        private final Runnable action;
        private int place = NOWHERE;

        private Task(long order, Runnable action) {
            this.order = order;
            this.action = action;
        }

        /** Forgets the task, unless it has run or was called off before. */
        public void callOff() {
            if (place != NOWHERE) {
                remove(this);
            }
        }
    }

    public long now() {
        return clock.nanos();
    }

    public Task after(Duration delay, Runnable action) {
        return at(now() + delay.toNanos(), action);
    }

    public Task at(long nanos, Runnable action) {
        Task task = new Task(scheduled++, action);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
            dues = Arrays.copyOf(dues, 2 * size);
        }
        rise(task, nanos, size++);
        return task;
    }

    /** How many tasks are planned. */
    int size() {
        return size;
    }

    /** When the next task is due, in the clock's nanoseconds, or {@link #NEVER}. */
    public long nextDue() {
        return size == 0 ? NEVER : dues[0];
    }

    /** Runs all tasks that are due now, those of equal times in the order of planning. */
    public void runDue() {
        long now = now();
        while (nextDue() <= now) {
            Task next = task(0);
            remove(next);
            next.action.run();
        }
    }

    /** Puts the last task in the place of one that goes, and lets it find its own. */
    private void remove(Task gone) {
        Task last = task(--size);
        long due = dues[size];
        heap[size] = null;
        int free = gone.place;
        gone.place = NOWHERE;
        if (free != size) {
            rise(last, due, free);
            sink(last, due, last.place);
        }
    }

    private Task task(int place) {
        Task task = heap[place];
        assert task != null;
        return task;
    }

    private void rise(Task task, long due, int from) {
        int place = from;
        while (place > 0 && isBefore(task, due, (place - 1) / 2)) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        put(task, due, place);
    }

    private void sink(Task task, long due, int from) {
        int place = from;
        for (int child = earlierChild(place);
                child < size && !isBefore(task, due, child);
                child = earlierChild(place)) {
            move(child, place);
            place = child;
        }
        put(task, due, place);
    }

    /** May be beyond the end. */
    private int earlierChild(int place) {
        int left = 2 * place + 1;
        int right = left + 1;
        return right < size && isBefore(task(right), dues[right], left) ? right : left;
    }

    private boolean isBefore(Task task, long due, int place) {
        return due < dues[place] || due == dues[place] && task.order < task(place).order;
    }

    private void move(int from, int to) {
        put(task(from), dues[from], to);
    }

    private void put(Task task, long due, int place) {
        heap[place] = task;
        dues[place] = due;
        task.place = place;
    }
}
