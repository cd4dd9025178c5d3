package io.proconsul.http.cache;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads whose answers are kept. Each question that was asked once has an entry that waits for
 * changes by itself (a blocking query without end) for as long as somebody uses it. Equal questions
 * of holders of one token share an entry. Any thread.
 */
public final class CachedReads {
    /** More entries are not kept; what exceeds them is asked every time. */
    static final int MAX_ENTRIES = 4096;

    /** How long an entry lives that nobody asks for. */
    static final Duration KEPT_UNUSED = Duration.ofDays(3);

    private final Caller caller;
    private final Clock clock;
    private final Timers timers;
    private final Chance chance;
    private final ConcurrentMap<Key, Entry<?, ?>> entries = new ConcurrentHashMap<>();

    public CachedReads(Caller caller, Clock clock, Timers timers, Chance chance) {
        this.caller = caller;
        this.clock = clock;
        this.timers = timers;
        this.chance = chance;
    }

    /**
     * An answer and where it comes from.
     *
     * @param hit it was at hand
     * @param age for how long nobody could say whether it still holds; zero while the cluster is in
     *     touch
     */
    public record Cached<R>(Answer<R> answer, boolean hit, Duration age) {}

    private record Key(Method<?, ?> method, Query question) {}

    /**
     * The answer to a question; waits for a newer one than the question's index as any blocking
     * query does. How fresh it wants to be otherwise does not matter: any server may answer.
     */
    public <Q extends Query, R> CompletableFuture<Cached<R>> get(Method<Q, R> method, Q question) {
        QueryOptions asked = question.options();
        Q plain = plain(question);
        var key = new Key(method, plain);
        if (entries.size() >= MAX_ENTRIES && !entries.containsKey(key)) {
            return uncached(method, question);
        }
        @SuppressWarnings("unchecked") // the key holds the method, and that both types
        var entry =
                (Entry<Q, R>)
                        entries.computeIfAbsent(
                                key,
                                fresh ->
                                        new Entry<>(
                                                this, method, plain, () -> entries.remove(fresh)));
        return entry.get(asked.minQueryIndex(), asked.maxQueryTime());
    }

    private <Q, R> CompletableFuture<Cached<R>> uncached(Method<Q, R> method, Q question) {
        return caller.call(method, question)
                .thenApply(answer -> new Cached<>(answer, false, Duration.ZERO));
    }

    /** The question without what one asker wants, so that equal ones are equal. */
    @SuppressWarnings("unchecked") // the same question with other options
    private static <Q extends Query> Q plain(Q question) {
        QueryOptions asked = question.options();
        return (Q)
                question.withOptions(
                        new QueryOptions(
                                asked.token(),
                                0,
                                Duration.ZERO,
                                true,
                                false,
                                false,
                                Duration.ZERO,
                                Duration.ZERO,
                                false,
                                Duration.ZERO,
                                asked.filter()));
    }

    /** How many questions are remembered. */
    int size() {
        return entries.size();
    }

    Caller caller() {
        return caller;
    }

    Clock clock() {
        return clock;
    }

    Timers timers() {
        return timers;
    }

    Chance chance() {
        return chance;
    }
}
