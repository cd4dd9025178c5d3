package io.proconsul.raft.ratis;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One question for many: all who come while it is being asked share the next round, so there are at
 * most two rounds at a time however many come. Nobody joins a round that began before: its answer
 * may have been true before they came, and not since.
 *
 * <p>Any thread.
 */
final class Rounds {
    private final Supplier<CompletableFuture<Long>> question;

    // Under the lock of this.
    private boolean asking;
    private @Nullable CompletableFuture<Long> next;

    /**
     * @param question asks once; its future ends in bounded time
     */
    Rounds(Supplier<CompletableFuture<Long>> question) {
        this.question = question;
    }

    /** The answer of a round that begins now or later. */
    CompletableFuture<Long> ask() {
        CompletableFuture<Long> round = new CompletableFuture<>();
        synchronized (this) {
            if (asking) {
                if (next == null) {
                    next = round;
                }
                return next.copy();
            }
            asking = true;
        }
        CompletableFuture<Long> answer = round.copy();
        begin(round);
        return answer;
    }

    private void begin(CompletableFuture<Long> round) {
        var _ =
                question.get()
                        .whenComplete((answer, failure) -> {
                            beginNext();
                            if (failure == null) {
                                round.complete(answer);
                            } else {
                                round.completeExceptionally(failure);
                            }
                        });
    }

    private void beginNext() {
        CompletableFuture<Long> round;
        synchronized (this) {
            round = next;
            next = null;
            asking = round != null;
        }
        if (round != null) {
            begin(round);
        }
    }
}
