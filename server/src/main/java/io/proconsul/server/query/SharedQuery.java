package io.proconsul.server.query;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.state.Root;
import io.proconsul.state.watch.Watch;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One question with everybody who asks it: the latest answer, and those who wait for the next.
 *
 * <p><b>Freshness.</b> Whoever needs an answer takes the current root first, then looks whether the
 * latest answer still stands on it (a few look-ups). If not, one caller evaluates while others wait
 * for the lock; each of them looks again after it has the lock. So an answer is never older than
 * the moment its caller asked, and a change is evaluated once however many ask.
 *
 * <p><b>Waiting.</b> Subscribe, evaluate, then wait: a change after the evaluation finds the
 * subscription, one before it is in the answer. The apply thread only marks the query as due; the
 * notifier evaluates and completes. Changes that arrive before it gets there cost one evaluation.
 *
 * <p>The object's lock guards evaluation, waiters and subscription. Futures are completed outside
 * of it.
 */
final class SharedQuery<R> {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    private final BlockingQueries owner;
    private final QueryKey key;
    private final Question<?, R> question;

    private final LinkedHashSet<Waiter<R>> waiters = new LinkedHashSet<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private @Nullable Watch watch;
    private boolean retired;

    /** The answer that all waiters were measured against when they were last woken. */
    private @Nullable Found<R> offered;

    private volatile @Nullable Found<R> latest;
    private volatile boolean usedLately = true;

    SharedQuery(BlockingQueries owner, QueryKey key, Question<?, R> question) {
        this.owner = owner;
        this.key = key;
        this.question = question;
    }

    QueryKey key() {
        return key;
    }

    /** The answer as of now. */
    Found<R> current() {
        Found<R> known = latest;
        if (known != null && question.stillHolds(known, owner.root())) {
            noteUse();
            return known;
        }
        return refresh();
    }

    private synchronized Found<R> refresh() {
        Root root = owner.root();
        Found<R> known = latest;
        if (known != null && question.stillHolds(known, root)) {
            return known;
        }
        Found<R> fresh = question.on(root);
        if (!retired) {
            latest = fresh;
            owner.resized(fresh.bytes() - (known == null ? 0 : known.bytes()));
            noteUse();
        }
        return fresh;
    }

    /**
     * Completes once the answer's index is greater than {@code index}, or with the answer that
     * stands when {@code wait} is over. Null when this query was given up meanwhile: ask another.
     */
    @Nullable CompletableFuture<Answer<R>> await(long index, Duration wait) {
        Waiter<R> waiter = new Waiter<>(this, owner.root().epoch(), index);
        Found<R> now;
        synchronized (this) {
            if (retired) {
                return null;
            }
            now = join(waiter);
        }
        if (now != null) {
            return CompletableFuture.completedFuture(owner.answer(now));
        }
        waiter.endsWith(owner.after(wait, () -> timeIsUp(waiter)));
        return waiter;
    }

    /** Subscribes, then decides: the answer that passed the waiter's index, or null to wait. */
    private @Nullable Found<R> join(Waiter<R> waiter) {
        try {
            subscribe();
            Found<R> now = refresh();
            if (waiter.passedBy(now)) {
                return now;
            }
            waiters.add(waiter);
            return null;
        } finally {
            unsubscribeWhenIdle();
        }
    }

    private void subscribe() {
        if (watch == null) {
            watch = owner.watches().subscribe(question.read().topics(), this::changed);
            owner.waiting(1);
        }
    }

    private void unsubscribeWhenIdle() {
        if (waiters.isEmpty() && watch != null) {
            watch.cancel();
            watch = null;
            owner.waiting(-1);
            if (!question.kept()) {
                retire();
            }
        }
    }

    /** On the apply thread. */
    private void changed() {
        if (due.compareAndSet(false, true)) {
            owner.notifier().execute(this::wake);
        }
    }

    private void wake() {
        due.set(false); // first: a change during the evaluation is not in it
        List<Waiter<R>> ready;
        Found<R> now;
        try {
            synchronized (this) {
                if (waiters.isEmpty()) {
                    return;
                }
                now = refresh();
                if (now.sameAs(offered)) {
                    return;
                }
                offered = now;
                ready = takePassed(now);
                unsubscribeWhenIdle();
            }
        } catch (RuntimeException failure) {
            failAll(failure);
            return;
        }
        complete(ready, owner.answer(now));
    }

    private List<Waiter<R>> takePassed(Found<R> now) {
        List<Waiter<R>> ready = new ArrayList<>(waiters.size());
        for (Waiter<R> waiter : waiters) {
            if (waiter.passedBy(now)) {
                ready.add(waiter);
            }
        }
        if (ready.size() == waiters.size()) {
            waiters.clear();
        } else {
            ready.forEach(waiters::remove);
        }
        return ready;
    }

    /** Answers first; the timers that are not needed any more can wait. */
    private static <R> void complete(List<Waiter<R>> ready, Answer<R> answer) {
        for (Waiter<R> waiter : ready) {
            waiter.complete(answer);
        }
        for (Waiter<R> waiter : ready) {
            waiter.stopTimer();
        }
    }

    private void failAll(RuntimeException failure) {
        RpcException told = told(failure);
        List<Waiter<R>> all;
        synchronized (this) {
            all = List.copyOf(waiters);
            waiters.clear();
            unsubscribeWhenIdle();
        }
        for (Waiter<R> waiter : all) {
            waiter.completeExceptionally(told);
            waiter.stopTimer();
        }
    }

    private static RpcException told(RuntimeException failure) {
        if (failure instanceof RpcException refusal) {
            return refusal;
        }
        LOG.error("a waiting query failed unexpectedly", failure);
        return new RpcException("internal error: " + failure);
    }

    /** On the timers' thread, which is not for evaluating. */
    private void timeIsUp(Waiter<R> waiter) {
        owner.notifier().execute(() -> end(waiter));
    }

    private void end(Waiter<R> waiter) {
        try {
            Found<R> now = current();
            if (leave(waiter)) {
                waiter.complete(owner.answer(now));
            }
        } catch (RuntimeException failure) {
            leave(waiter);
            waiter.completeExceptionally(told(failure));
        }
    }

    /** Forgets a waiter; false when it was completed already. */
    synchronized boolean leave(Waiter<R> waiter) {
        boolean left = waiters.remove(waiter);
        unsubscribeWhenIdle();
        return left;
    }

    private void noteUse() {
        if (!usedLately) {
            usedLately = true;
        }
    }

    /** Whether nobody asked since the last time this was called, and nobody waits. */
    synchronized boolean idleSinceLastLook() {
        boolean idle = !usedLately && waiters.isEmpty();
        usedLately = false;
        return idle;
    }

    /** Gives the query up unless somebody waits for it; the next caller makes a new one. */
    synchronized boolean retire() {
        if (!waiters.isEmpty() || retired) {
            return false;
        }
        retired = true;
        Found<R> known = latest;
        latest = null;
        owner.resized(known == null ? 0 : -known.bytes());
        owner.forget(this);
        return true;
    }
}
