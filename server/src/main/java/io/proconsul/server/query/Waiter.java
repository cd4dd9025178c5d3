package io.proconsul.server.query;

import io.proconsul.rpc.Answer;
import io.proconsul.runtime.clock.Timers.Timer;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** One call that waits for a shared query to move past its index. */
final class Waiter<R> extends CompletableFuture<Answer<R>> {
    private final SharedQuery<R> query;
    private final long epoch;
    private final long index;
    private volatile @Nullable Timer end;

    /**
     * @param epoch the state's when the call came
     */
    Waiter(SharedQuery<R> query, long epoch, long index) {
        this.query = query;
        this.epoch = epoch;
        this.index = index;
    }

    /** A newer answer ends the wait, and so does any answer once the state was replaced. */
    boolean passedBy(Found<R> found) {
        return found.index() > index || found.epoch() != epoch;
    }

    /** The timer is set after the waiter can already be woken, so both orders happen. */
    void endsWith(Timer timer) {
        end = timer;
        if (isDone()) {
            timer.cancel();
        }
    }

    void stopTimer() {
        Timer timer = end;
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Whoever asked has gone: nothing of the call may stay behind. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            query.leave(this);
            stopTimer();
        }
        return cancelled;
    }
}
