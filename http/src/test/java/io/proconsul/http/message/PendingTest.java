package io.proconsul.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

class PendingTest {
    private final Deque<Runnable> later = new ArrayDeque<>();

    private CompletableFuture<String> doubled(CompletableFuture<String> source) {
        return Pending.map(
                source,
                later::add,
                (value, failure) ->
                        failure == null
                                ? Objects.requireNonNull(value) + value
                                : "failed: " + failure.getMessage());
    }

    @Test
    void what_is_there_is_used_at_once() {
        assertThat(doubled(CompletableFuture.completedFuture("a"))).isCompletedWithValue("aa");
        assertThat(later).isEmpty();
    }

    @Test
    void what_comes_later_is_used_on_the_executor() {
        var source = new CompletableFuture<String>();
        CompletableFuture<String> made = doubled(source);
        source.complete("b");
        assertThat(made).isNotDone();
        later.remove().run();
        assertThat(made).isCompletedWithValue("bb");
    }

    @Test
    void failures_arrive_without_their_wrapping() {
        var source = new CompletableFuture<String>();
        CompletableFuture<String> made = doubled(source.thenApply(String::strip));
        source.completeExceptionally(new IllegalStateException("x"));
        later.remove().run();
        assertThat(made).isCompletedWithValue("failed: x");
    }

    @Test
    void cancelling_reaches_what_is_waited_for() {
        var source = new CompletableFuture<String>();
        CompletableFuture<String> made = doubled(doubled(source));
        made.cancel(true);
        assertThat(source).isCancelled();
        assertThat(later).isEmpty();
    }

    @Test
    void cancelling_a_chain_reaches_the_link_that_is_waited_for() {
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();
        CompletableFuture<String> made =
                Pending.chain(first, Runnable::run, (value, failure) -> second);
        first.complete("a");
        made.cancel(true);
        assertThat(second).isCancelled();

        var unfinished = new CompletableFuture<String>();
        Pending.chain(unfinished, Runnable::run, (value, failure) -> second).cancel(true);
        assertThat(unfinished).isCancelled();
    }

    @Test
    void a_chain_ends_with_its_last_link() {
        var second = new CompletableFuture<String>();
        CompletableFuture<String> made =
                Pending.chain(
                        CompletableFuture.completedFuture("a"),
                        Runnable::run,
                        (value, failure) -> second);
        second.complete("b");
        assertThat(made).isCompletedWithValue("b");
    }

    @Test
    void an_executor_that_has_stopped_fails_what_was_made() {
        var source = new CompletableFuture<String>();
        CompletableFuture<String> made =
                Pending.map(
                        source,
                        task -> {
                            throw new RejectedExecutionException("stopped");
                        },
                        (value, failure) -> "never");
        source.complete("a");
        assertThatThrownBy(made::join).hasRootCauseMessage("stopped");
    }

    @Test
    void cancelling_interrupts_work_that_blocks() throws InterruptedException {
        var began = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        CompletableFuture<String> made =
                Pending.run(
                        Thread::startVirtualThread,
                        () -> {
                            began.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException gone) {
                                interrupted.countDown();
                            }
                            return "";
                        });
        began.await();
        made.cancel(true);
        interrupted.await();
        assertThat(made).isCancelled();
    }
}
