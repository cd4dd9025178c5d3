package io.proconsul.runtime.clock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that stands still until it is told to go on: a clock and timers for tests and simulations.
 * Tasks run on the thread that lets time pass, in the order they are due and, when due together, in
 * the order they were scheduled.
 */
public final class VirtualTime implements Clock, Timers {
    private static final Instant ORIGIN = Instant.parse("2026-01-02T15:04:05Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::order));
    private long nanos;
    private long scheduled;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return ORIGIN.plusNanos(nanos);
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        Task task = new Task(nanos + Math.max(0, delay.toNanos()), scheduled++, action);
        tasks.add(task);
        return () -> forget(task);
    }

    private synchronized void forget(Task task) {
        tasks.remove(task);
    }

    /** Lets {@code duration} pass and runs what becomes due, also what those tasks schedule. */
    public void pass(Duration duration) {
        long end = nanos() + duration.toNanos();
        for (Task due = nextUntil(end); due != null; due = nextUntil(end)) {
            due.action.run();
        }
        synchronized (this) {
            nanos = end;
        }
    }

    private synchronized @Nullable Task nextUntil(long end) {
        Task next = tasks.peek();
        if (next == null || next.dueNanos > end) {
            return null;
        }
        tasks.poll();
        nanos = Math.max(nanos, next.dueNanos);
        return next;
    }

    /** How many tasks wait. */
    public synchronized int pending() {
        return tasks.size();
    }

    private record Task(long dueNanos, long order, Runnable action) {}
}
