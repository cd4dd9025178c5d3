package io.proconsul.rpc;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/**
 * A promise that becomes what another future becomes, and takes cancellation the other way: who
 * gives up the promise gives up the work behind it, also when that begins later.
 */
public class Relay<T> extends CompletableFuture<T> {
    private volatile @Nullable CompletableFuture<?> behind;

    /** Cancelled with this one from now on, and at once if this one is already. */
    public final void standsFor(CompletableFuture<?> work) {
        behind = work;
        if (isCancelled()) {
            work.cancel(false);
        }
    }

    public final void follow(CompletableFuture<T> work) {
        standsFor(work);
        var _ = work.whenComplete(this::become);
    }

    private void become(T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        CompletableFuture<?> work = behind;
        if (cancelled && work != null) {
            work.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
