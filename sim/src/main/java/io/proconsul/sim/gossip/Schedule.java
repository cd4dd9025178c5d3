package io.proconsul.sim.gossip;

import io.proconsul.runtime.clock.Clock;

import java.time.Instant;
import java.util.PriorityQueue;

/** Virtual time and what happens in it, in order; equal times keep the order of planning. */
final class Schedule implements Clock {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final PriorityQueue<Happening> happenings =
            new PriorityQueue<>((a, b) ->
                    a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private long now;
    private long planned;
    private long happened;

    private record Happening(long at, long order, Runnable action) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant now() {
        return START.plusNanos(now);
    }

    void at(long nanos, Runnable action) {
        happenings.add(new Happening(Math.max(nanos, now), planned++, action));
    }

    /** Lets time pass until {@code end}. */
    void runUntil(long end) {
        for (Happening next = happenings.peek();
                next != null && next.at <= end;
                next = happenings.peek()) {
            happenings.remove();
            now = next.at;
            happened++;
            next.action.run();
        }
        now = end;
    }

    long happened() {
        return happened;
    }
}
