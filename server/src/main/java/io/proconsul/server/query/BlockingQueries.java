package io.proconsul.server.query;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.state.Root;
import io.proconsul.state.StateStore;
import io.proconsul.state.watch.Watches;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All questions that somebody waits for or that were answered lately. Any thread may ask; a
 * question that need not wait is answered before the call returns.
 *
 * <p>What is kept is bounded by {@link QueryLimits}. Room is made by giving up questions that
 * nobody asked again since they were last looked at (second chance), never ones that are waited
 * for; where no room can be made, plain reads are answered without keeping the answer and waits are
 * refused.
 */
public final class BlockingQueries {
    /** The largest random part added to a wait, as a part of it: {@code wait / 16}. */
    private static final int JITTER_FRACTION = 16;

    /** How many kept questions are looked at to make room for one. */
    private static final int LOOKS = 64;

    private final StateStore store;
    private final Freshness freshness;
    private final Timers timers;
    private final Chance chance;
    private final Executor notifier;
    private final QueryLimits limits;

    private final ConcurrentHashMap<QueryKey, SharedQuery<?>> shared = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<SharedQuery<?>> byAge = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param notifier evaluates for those who wait and completes their futures, one after the
     *     other; what is handed to it is at most one task for each question and one for each waiter
     */
    public BlockingQueries(
            StateStore store,
            Freshness freshness,
            Timers timers,
            Chance chance,
            Executor notifier,
            QueryLimits limits) {
        this.store = store;
        this.freshness = freshness;
        this.timers = timers;
        this.chance = chance;
        this.notifier = notifier;
        this.limits = limits;
    }

    /**
     * Answers a question, at once when it does not wait.
     *
     * @throws RpcException when the question cannot be asked like this
     */
    public <R> CompletableFuture<Answer<R>> answer(
            Method<?, R> method, Query request, Authorizer authorizer, Question<?, R> question) {
        QueryOptions options = request.options();
        if (options.blocks()) {
            return await(QueryKey.of(method, request, authorizer), question, options);
        }
        Found<R> found =
                question.kept()
                        ? keep(QueryKey.of(method, request, authorizer), question)
                        : question.on(root());
        return CompletableFuture.completedFuture(answer(found));
    }

    private <R> Found<R> keep(QueryKey key, Question<?, R> question) {
        SharedQuery<R> query = find(key, question);
        return query == null ? question.on(root()) : query.current();
    }

    private <R> CompletableFuture<Answer<R>> await(
            QueryKey key, Question<?, R> question, QueryOptions options) {
        Found<R> now = question.kept() ? keep(key, question) : question.on(root());
        if (now.index() > options.minQueryIndex()) {
            return CompletableFuture.completedFuture(answer(now));
        }
        Duration wait = limits.wait(options.maxQueryTime());
        Duration jittered = wait.plus(chance.upTo(wait.dividedBy(JITTER_FRACTION)));
        while (true) {
            SharedQuery<R> query = find(key, question);
            if (query == null) {
                throw new RpcException(
                        "Too many different blocking queries are waiting (limit %d, or %d bytes)"
                                .formatted(limits.maxShared(), limits.maxBytes()));
            }
            CompletableFuture<Answer<R>> answer = query.await(options.minQueryIndex(), jittered);
            if (answer != null) {
                return answer;
            }
        }
    }

    /** The question others ask too; null when there is no room for another. */
    private <R> @Nullable SharedQuery<R> find(QueryKey key, Question<?, R> question) {
        @SuppressWarnings("unchecked") // a key's method names the reply class
        SharedQuery<R> known = (SharedQuery<R>) shared.get(key);
        return known != null ? known : add(key, question);
    }

    private <R> @Nullable SharedQuery<R> add(QueryKey key, Question<?, R> question) {
        if (!makeRoom()) {
            return null;
        }
        SharedQuery<R> mine = new SharedQuery<>(this, key, question);
        @SuppressWarnings("unchecked") // as above
        SharedQuery<R> other = (SharedQuery<R>) shared.putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        resized(key.bytes());
        if (question.kept()) { // the others go with their last waiter
            byAge.add(mine);
        }
        return mine;
    }

    private boolean makeRoom() {
        for (int looks = 0; looks < LOOKS && full(); looks++) {
            SharedQuery<?> oldest = byAge.poll();
            if (oldest == null) {
                break;
            }
            if (!oldest.idleSinceLastLook() || !oldest.retire()) {
                byAge.add(oldest);
            }
        }
        return !full();
    }

    private boolean full() {
        return shared.size() >= limits.maxShared() || bytes.get() >= limits.maxBytes();
    }

    <R> Answer<R> answer(Found<R> found) {
        return new Answer<>(found.body(), freshness.of(found.index()));
    }

    Root root() {
        return store.root();
    }

    Watches watches() {
        return store.watches();
    }

    Executor notifier() {
        return notifier;
    }

    Timer after(Duration wait, Runnable task) {
        return timers.after(wait, task);
    }

    void resized(long difference) {
        bytes.addAndGet(difference);
    }

    void waiting(int difference) {
        waiting.addAndGet(difference);
    }

    void forget(SharedQuery<?> query) {
        shared.remove(query.key(), query);
        resized(-query.key().bytes());
    }

    /** Questions that somebody waits for. */
    public int waitedFor() {
        return waiting.get();
    }

    /** Questions whose answers are kept or waited for. */
    public int kept() {
        return shared.size();
    }
}
