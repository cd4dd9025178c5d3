package io.proconsul.http.message;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;

/**
 * Futures made of other futures, such that cancelling the made one cancels what it waits for: a
 * client that goes away is forgotten all the way down.
 */
@SuppressWarnings("FutureReturnValueIgnored") // callbacks here do nothing but complete or cancel
public final class Pending {
    private Pending() {}

    /**
     * What {@code then} makes of the value, or of the failure, of {@code source}: at once when that
     * is there, later on {@code executor} when it is not.
     */
    public static <T, R> CompletableFuture<R> map(
            CompletableFuture<T> source,
            Executor executor,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, R> then) {
        var made = new CompletableFuture<R>();
        if (source.isDone()) {
            source.whenComplete((value, failure) -> complete(made, value, failure, then));
            return made;
        }
        source.whenComplete((value, failure) ->
                runOn(executor, made, () -> complete(made, value, failure, then)));
        made.whenComplete((value, failure) -> cancelWith(made, source));
        return made;
    }

    private static void runOn(Executor executor, CompletableFuture<?> made, Runnable task) {
        if (made.isCancelled()) {
            return;
        }
        try {
            executor.execute(task);
        } catch (RejectedExecutionException stopped) {
            made.completeExceptionally(stopped);
        }
    }

    /** As {@link #map}, where {@code then} has something to wait for itself. */
    public static <T, R> CompletableFuture<R> chain(
            CompletableFuture<T> source,
            Executor executor,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, CompletableFuture<R>>
                    then) {
        var made = new CompletableFuture<R>();
        var first =
                map(
                        source,
                        executor,
                        (value, failure) -> {
                            follow(made, then.apply(value, failure));
                            return Boolean.TRUE;
                        });
        first.whenComplete((done, failure) -> {
            if (failure != null) {
                made.completeExceptionally(cause(failure));
            }
        });
        made.whenComplete((value, failure) -> cancelWith(made, first));
        return made;
    }

    private static <R> void follow(CompletableFuture<R> made, CompletableFuture<R> source) {
        source.whenComplete((value, failure) -> complete(made, value, failure));
        made.whenComplete((value, failure) -> cancelWith(made, source));
    }

    private static void cancelWith(CompletableFuture<?> made, CompletableFuture<?> source) {
        if (made.isCancelled()) {
            source.cancel(true);
        }
    }

    @SuppressWarnings("NullAway") // without a failure there is a value, whatever its type says
    private static <R> void complete(
            CompletableFuture<R> made, @Nullable R value, @Nullable Throwable failure) {
        if (failure != null) {
            made.completeExceptionally(cause(failure));
        } else {
            made.complete(value);
        }
    }

    private static <T, R> void complete(
            CompletableFuture<R> made,
            @Nullable T value,
            @Nullable Throwable failure,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, R> then) {
        try {
            made.complete(then.apply(value, failure == null ? null : cause(failure)));
        } catch (RuntimeException refused) {
            made.completeExceptionally(refused);
        }
    }

    /** A failure without what futures wrap around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** Runs something that may block, such that cancelling interrupts it. */
    public static <R> CompletableFuture<R> run(Executor threads, Callable<R> work) {
        var made = new CompletableFuture<R>();
        threads.execute(() -> {
            Thread worker = Thread.currentThread();
            made.whenComplete((value, failure) -> {
                if (made.isCancelled()) {
                    worker.interrupt();
                }
            });
            try {
                made.complete(work.call());
            } catch (Exception failed) {
                made.completeExceptionally(failed);
            }
        });
        return made;
    }
}
