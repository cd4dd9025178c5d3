package io.proconsul.sim.gossip;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time and what happens in it, in order; equal times keep the order of planning.
 *
 * <p>Ten thousand members plan fifty thousand things a second, so this is no single heap: time is
 * cut into slices of about a millisecond, only the slice that runs is ordered, the slices of the
 * next seconds are plain lists, and what lies further ahead waits in a heap of its own.
 */
final class Schedule implements Clock {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    /** A slice is 2^20 nanoseconds long. */
    private static final int SLICE_BITS = 20;

    /** How many slices ahead are lists; a power of two. */
    private static final int SLICES = 4096;

    private final PriorityQueue<Happening> current = new PriorityQueue<>();
    private final @Nullable Happening[] slices = new Happening[SLICES];
    private final PriorityQueue<Happening> far = new PriorityQueue<>();

    /** The number of the slice that runs. */
    private long slice;

    private long now;
    private long planned;
    private long happened;

    /** Something that will happen, unless it is called off. */
    static final class Happening implements Comparable<Happening> {
        final long at;
        final long order;
        @Nullable Runnable action;
        @Nullable Happening next;

        private Happening(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        void callOff() {
            action = null;
        }

        @Override
        public int compareTo(Happening other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant now() {
        return START.plusNanos(now);
    }

    Happening at(long nanos, Runnable action) {
        Happening happening = new Happening(Math.max(nanos, now), planned++, action);
        place(happening);
        return happening;
    }

    private void place(Happening happening) {
        long ahead = (happening.at >> SLICE_BITS) - slice;
        if (ahead <= 0) {
            current.add(happening);
        } else if (ahead < SLICES) {
            int index = (int) (slice + ahead) & SLICES - 1;
            happening.next = slices[index];
            slices[index] = happening;
        } else {
            far.add(happening);
        }
    }

    /** Lets time pass until {@code end}. */
    void runUntil(long end) {
        long last = end >> SLICE_BITS;
        while (true) {
            runSlice(end);
            if (slice >= last) {
                break;
            }
            nextSlice();
        }
        now = end;
    }

    private void runSlice(long end) {
        for (Happening next = current.peek();
                next != null && next.at <= end;
                next = current.peek()) {
            current.remove();
            now = next.at;
            Runnable action = next.action;
            if (action != null) {
                happened++;
                action.run();
            }
        }
    }

    private void nextSlice() {
        slice++;
        int index = (int) slice & SLICES - 1;
        Happening happening = slices[index];
        slices[index] = null;
        while (happening != null) {
            Happening next = happening.next;
            happening.next = null;
            if (happening.action != null) {
                current.add(happening);
            }
            happening = next;
        }
        bringNear();
    }

    /** What was far comes into reach, one slice at a time. */
    private void bringNear() {
        for (Happening next = far.peek();
                next != null && (next.at >> SLICE_BITS) - slice < SLICES;
                next = far.peek()) {
            place(far.remove());
        }
    }

    long happened() {
        return happened;
    }
}
