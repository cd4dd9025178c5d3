package io.proconsul.server;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Confirms for many consistent reads at once that this server still leads. While one confirmation
 * is on its way, reads that arrive share the next: they may not join the one under way, for it may
 * have been granted before they came.
 *
 * <p>Any thread; the owner's lock guards the two fields.
 */
final class ReadBarrier {
    private final Supplier<CompletableFuture<Long>> engine;
    private @Nullable CompletableFuture<Void> next;
    private boolean underway;

    /**
     * @param engine begins a confirmation
     */
    ReadBarrier(Supplier<CompletableFuture<Long>> engine) {
        this.engine = engine;
    }

    /** Completes when the state holds all that was acknowledged before this call. */
    CompletableFuture<Void> confirm() {
        CompletableFuture<Void> mine = join();
        if (mine != null) {
            return mine;
        }
        CompletableFuture<Void> round = new CompletableFuture<>();
        run(round);
        return round;
    }

    private synchronized @Nullable CompletableFuture<Void> join() {
        if (!underway) {
            underway = true;
            return null;
        }
        CompletableFuture<Void> shared = next;
        if (shared == null) {
            shared = new CompletableFuture<>();
            next = shared;
        }
        return shared;
    }

    private void run(CompletableFuture<Void> round) {
        var _ = engine.get().whenComplete((applied, failure) -> end(round, failure));
    }

    private void end(CompletableFuture<Void> round, @Nullable Throwable failure) {
        startNext();
        if (failure == null) {
            round.complete(null);
        } else {
            round.completeExceptionally(failure);
        }
    }

    private void startNext() {
        CompletableFuture<Void> following;
        synchronized (this) {
            following = next;
            next = null;
            underway = following != null;
        }
        if (following != null) {
            run(following);
        }
    }
}
