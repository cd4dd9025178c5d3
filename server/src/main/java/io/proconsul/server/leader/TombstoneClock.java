package io.proconsul.server.leader;

import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/**
 * Tells when the traces of deleted keys may be forgotten. A trace keeps the index of a key prefix
 * from going back; after {@code ttl} no reader is expected to wait on the older index. Deletions of
 * one {@code granularity} are forgotten together, so no more than {@code ttl / granularity + 2}
 * timers run however much is deleted.
 *
 * <p>Any thread; the owner's lock guards everything.
 */
public final class TombstoneClock {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    private final Clock clock;
    private final Timers timers;
    private final long ttlNanos;
    private final long granularityNanos;
    private final LongFunction<CompletableFuture<?>> reap;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private boolean running;

    /**
     * @param reap forgets the traces up to that index
     */
    public TombstoneClock(
            Clock clock,
            Timers timers,
            Duration ttl,
            Duration granularity,
            LongFunction<CompletableFuture<?>> reap) {
        this.clock = clock;
        this.timers = timers;
        this.ttlNanos = ttl.toNanos();
        this.granularityNanos = granularity.toNanos();
        this.reap = reap;
    }

    /**
     * Begins to count, and with everything that was deleted up to {@code lastIndex}: a new leader
     * does not know its age.
     */
    public synchronized void start(long lastIndex) {
        running = true;
        deletedAt(lastIndex);
    }

    /** Forgets all times; another server counts now. */
    public synchronized void stop() {
        running = false;
        batches.forEach(batch -> batch.timer.cancel());
        batches.clear();
    }

    /** Something was deleted at that index of the state; does nothing while not running. */
    public synchronized void deletedAt(long index) {
        if (!running) {
            return;
        }
        long due = nextMark(clock.nanos() + ttlNanos);
        Batch last = batches.peekLast();
        if (last != null && last.due == due) {
            last.index = Math.max(last.index, index);
        } else {
            batches.addLast(new Batch(due, index));
        }
    }

    private long nextMark(long nanos) {
        return nanos + granularityNanos - Math.floorMod(nanos, granularityNanos);
    }

    private void end(Batch batch) {
        synchronized (this) {
            if (!running || !batches.remove(batch)) {
                return;
            }
        }
        var _ = reap.apply(batch.index).whenComplete((done, failure) -> told(batch, failure));
    }

    /** What is left over is forgotten with the next batch, whose index is higher. */
    private static void told(Batch batch, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error(
                    "failed to reap tombstones: index={} error=\"{}\"",
                    batch.index,
                    failure.getMessage());
        }
    }

    private final class Batch {
        final long due;
        final Timer timer;
        long index;

        Batch(long due, long index) {
            this.due = due;
            this.index = index;
            this.timer = timers.after(Duration.ofNanos(due - clock.nanos()), () -> end(this));
        }
    }
}
