package io.proconsul.raft.ratis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/**
 * How far the log has been applied here, and who waits for more: {@link Barriers} have at most one
 * waiting at a time.
 *
 * <p>Any thread; those who wait are told on the thread that applies.
 */
final class Progress {
    private volatile long applied;
    private volatile boolean anybody;

    /** Under the lock of this. */
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::index));

    private record Waiting(long index, CompletableFuture<Long> reached) {}

    /** The state holds everything up to there. */
    void applied(long index) {
        applied = index;
        tell();
    }

    /**
     * Completes with the applied index once that is at least this; whoever gave up is forgotten.
     */
    CompletableFuture<Long> reached(long index) {
        long now = applied;
        if (now >= index) {
            return CompletableFuture.completedFuture(now);
        }
        Waiting one = new Waiting(index, new CompletableFuture<>());
        synchronized (this) {
            waiting.removeIf(other -> other.reached().isDone());
            waiting.add(one);
            anybody = true;
        }
        tell(); // it may have come there meanwhile
        return one.reached();
    }

    private void tell() {
        if (anybody) {
            long now = applied;
            due(now).forEach(one -> one.reached().complete(now));
        }
    }

    private synchronized List<Waiting> due(long index) {
        List<Waiting> due = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.element().index() <= index) {
            due.add(waiting.remove());
        }
        anybody = !waiting.isEmpty();
        return due;
    }
}
