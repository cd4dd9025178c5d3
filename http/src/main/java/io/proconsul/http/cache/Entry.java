package io.proconsul.http.cache;

import io.proconsul.http.cache.CachedReads.Cached;
import io.proconsul.http.message.Pending;
import io.proconsul.model.query.Query;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.Timers.Timer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One question, its latest answer, and those who wait for a newer one. One call at a time is under
 * way for it. Any thread; futures complete outside the lock.
 */
final class Entry<Q extends Query, R> {
    /** How long the cluster is asked to wait for a change; no longer than it is willing to. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Between a call that brought nothing and the next; doubled for each that failed. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final CachedReads reads;
    private final Method<Q, R> method;
    private final Q question;
    private final Runnable forget;

    // Under this object's lock.
    private final List<Waiter<R>> waiters = new ArrayList<>();
    private @Nullable Answer<R> latest;
    private boolean asking;
    private int failures;
    private long usedNanos;

    /** When the first of the failures in a row happened. */
    private long lostNanos;

    /**
     * @param forget takes this entry out of where it is kept
     */
    Entry(CachedReads reads, Method<Q, R> method, Q question, Runnable forget) {
        this.reads = reads;
        this.method = method;
        this.question = question;
        this.forget = forget;
    }

    /** Somebody who wants an answer with a greater index. */
    private record Waiter<R>(long index, CompletableFuture<Cached<R>> answer) {}

    CompletableFuture<Cached<R>> get(long index, Duration wait) {
        var waiter = new Waiter<R>(index, new CompletableFuture<>());
        boolean first;
        synchronized (this) {
            usedNanos = now();
            if (latest != null && latest.meta().index() > index) {
                return CompletableFuture.completedFuture(new Cached<>(latest, true, age()));
            }
            waiters.add(waiter);
            first = !asking;
            asking = true;
            if (latest != null) {
                giveUpAfter(waiter, wait.isPositive() ? wait : LONGEST_WAIT);
            }
        }
        forgetWhenCancelled(waiter);
        if (first) {
            ask(0);
        }
        return waiter.answer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback only looks after the list
    private void forgetWhenCancelled(Waiter<R> waiter) {
        waiter.answer.whenComplete((answer, failure) -> {
            synchronized (this) {
                waiters.remove(waiter);
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback only stops a timer
    private void giveUpAfter(Waiter<R> waiter, Duration wait) {
        Timer timer = reads.timers().after(wait, () -> giveUp(waiter));
        waiter.answer.whenComplete((answer, failure) -> timer.cancel());
    }

    /** Nothing changed in time: what there is will have to do. */
    private void giveUp(Waiter<R> waiter) {
        Answer<R> current;
        Duration age;
        synchronized (this) {
            current = latest;
            age = age();
        }
        if (current != null) {
            waiter.answer.complete(new Cached<>(current, false, age));
        }
    }

    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // the same question; see callbacks
    private void ask(long index) {
        var options = question.options();
        Q next =
                index == 0
                        ? question
                        : (Q) question.withOptions(options.waitingFor(index, LONGEST_WAIT));
        reads.caller()
                .call(method, next)
                .whenComplete((answer, failure) -> {
                    if (answer != null) {
                        answered(index, answer);
                    } else if (failure != null) {
                        failed(Pending.cause(failure));
                    }
                });
    }

    private void answered(long askedIndex, Answer<R> answer) {
        long index = Math.max(1, answer.meta().index());
        List<Waiter<R>> served;
        boolean unused;
        synchronized (this) {
            latest = answer;
            failures = 0;
            served = waiters.stream().filter(waiter -> waiter.index < index).toList();
            unused = waiters.isEmpty() && now() - usedNanos > CachedReads.KEPT_UNUSED.toNanos();
        }
        served.forEach(
                waiter -> waiter.answer.complete(new Cached<>(answer, false, Duration.ZERO)));
        if (unused) {
            forget.run();
        } else {
            // the same index: the wait was over, or was not kept
            Duration pause = index == askedIndex ? FIRST_PAUSE : Duration.ZERO;
            reads.timers().after(pause, () -> ask(index));
        }
    }

    private void failed(Throwable failure) {
        List<Waiter<R>> disappointed;
        Duration pause;
        synchronized (this) {
            if (failures == 0) {
                lostNanos = now();
            }
            failures++;
            if (latest != null) {
                pause = pause();
                disappointed = List.of();
            } else {
                pause = Duration.ZERO;
                disappointed = List.copyOf(waiters);
                asking = false;
            }
        }
        if (pause.isPositive()) {
            reads.timers().after(pause, () -> ask(0));
        } else {
            forget.run();
            disappointed.forEach(waiter -> waiter.answer.completeExceptionally(failure));
        }
    }

    private Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 6));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return pause.plus(reads.chance().upTo(pause));
    }

    private Duration age() {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(now() - lostNanos);
    }

    private long now() {
        return reads.clock().nanos();
    }
}
