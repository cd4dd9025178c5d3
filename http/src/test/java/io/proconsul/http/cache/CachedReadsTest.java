package io.proconsul.http.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.http.cache.CachedReads.Cached;
import io.proconsul.model.catalog.ServiceTags;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

class CachedReadsTest {
    private final HeldCaller caller = new HeldCaller();
    private final VirtualTime time = new VirtualTime();
    private final CachedReads reads = new CachedReads(caller, time, time, Chance.seeded(5));

    /** A cluster whose calls the test answers. */
    private static final class HeldCaller implements Caller {
        final List<QueryOptions> asked = new ArrayList<>();
        final List<CompletableFuture<Answer<ServiceTags>>> calls = new ArrayList<>();

        @Override
        @SuppressWarnings("unchecked") // one method is ever called
        public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
            var call = new CompletableFuture<Answer<ServiceTags>>();
            asked.add(((DatacenterRequest) request).options());
            calls.add(call);
            return (CompletableFuture<Answer<R>>) (CompletableFuture<?>) call;
        }

        void answer(long index) {
            calls.getLast()
                    .complete(
                            Answer.of(
                                    new ServiceTags(Map.of("index" + index, List.of())),
                                    QueryMeta.leader(index)));
        }

        void fail() {
            calls.getLast().completeExceptionally(new RpcException("No cluster leader"));
        }
    }

    private CompletableFuture<Cached<ServiceTags>> get(QueryOptions options) {
        return reads.get(Catalog.LIST_SERVICES, DatacenterRequest.of("dc1", options));
    }

    private CompletableFuture<Cached<ServiceTags>> get() {
        return get(QueryOptions.DEFAULT);
    }

    private CompletableFuture<Cached<ServiceTags>> newerThan(long index, Duration wait) {
        return get(QueryOptions.DEFAULT.waitingFor(index, wait));
    }

    /** An answer at index 7, and the call that waits for the next one. */
    private void remembered() {
        CompletableFuture<Cached<ServiceTags>> first = get();
        caller.answer(7);
        settle();
        assertThat(first).isDone();
    }

    /** Lets what is due at once happen. */
    private void settle() {
        time.pass(Duration.ZERO);
    }

    @Test
    void the_first_reader_waits_and_the_next_finds_the_answer() {
        CompletableFuture<Cached<ServiceTags>> first = get();
        CompletableFuture<Cached<ServiceTags>> besides = get();
        assertThat(caller.calls).hasSize(1);
        caller.answer(7);
        assertThat(first.join().hit()).isFalse();
        assertThat(besides.join().hit()).isFalse();
        Cached<ServiceTags> next = get().join();
        assertThat(next.hit()).isTrue();
        assertThat(next.age()).isZero();
        assertThat(next.answer().meta().index()).isEqualTo(7);
    }

    @Test
    void the_answer_is_kept_fresh_without_anybody_asking() {
        remembered();
        assertThat(caller.asked.getLast().minQueryIndex()).isEqualTo(7);
        assertThat(caller.asked.getLast().maxQueryTime()).isEqualTo(Entry.LONGEST_WAIT);
        caller.answer(8);
        assertThat(get().join().answer().meta().index()).isEqualTo(8);
        assertThat(caller.asked).allMatch(QueryOptions::allowStale);
    }

    @Test
    void a_reader_that_wants_news_gets_them_when_they_come() {
        remembered();
        assertThat(newerThan(6, Duration.ZERO).join().hit()).isTrue();
        CompletableFuture<Cached<ServiceTags>> waiting = newerThan(7, Duration.ofSeconds(60));
        assertThat(waiting).isNotDone();
        caller.answer(9);
        assertThat(waiting.join().answer().meta().index()).isEqualTo(9);
        assertThat(waiting.join().hit()).isFalse();
    }

    @Test
    void a_reader_that_waited_long_enough_gets_what_there_is() {
        remembered();
        CompletableFuture<Cached<ServiceTags>> waiting = newerThan(7, Duration.ofSeconds(60));
        time.pass(Duration.ofSeconds(59));
        assertThat(waiting).isNotDone();
        time.pass(Duration.ofSeconds(1));
        assertThat(waiting.join().answer().meta().index()).isEqualTo(7);
    }

    @Test
    void readers_of_one_token_do_not_see_what_others_may() {
        remembered();
        assertThat(get(QueryOptions.DEFAULT.withToken("other"))).isNotDone();
        assertThat(reads.size()).isEqualTo(2);
    }

    @Test
    void without_an_answer_the_failure_is_told_and_the_next_reader_tries_again() {
        CompletableFuture<Cached<ServiceTags>> first = get();
        caller.fail();
        assertThatThrownBy(first::join).hasRootCauseMessage("No cluster leader");
        assertThat(reads.size()).isZero();
        CompletableFuture<Cached<ServiceTags>> second = get();
        caller.answer(7);
        assertThat(second.join().hit()).isFalse();
    }

    @Test
    void an_answer_that_cannot_be_confirmed_grows_old_until_it_can() {
        remembered();
        caller.fail();
        time.pass(Duration.ofMillis(900));
        assertThat(get().join().age()).isEqualTo(Duration.ofMillis(900));
        time.pass(Duration.ofSeconds(2)); // more than the first pause with its jitter
        assertThat(caller.calls).hasSize(3);
        caller.answer(7);
        assertThat(get().join().age()).isZero();
    }

    @Test
    void failures_are_followed_by_longer_and_longer_pauses() {
        remembered();
        for (int i = 0; i < 20; i++) {
            caller.fail();
            time.pass(Entry.LONGEST_PAUSE.multipliedBy(2));
        }
        int before = caller.calls.size();
        assertThat(before).isEqualTo(22);
        caller.fail();
        time.pass(Entry.LONGEST_PAUSE.minusSeconds(1));
        assertThat(caller.calls).hasSize(before);
    }

    @Test
    void a_cluster_that_does_not_wait_is_not_asked_all_the_time() {
        remembered();
        caller.answer(7);
        settle();
        assertThat(caller.calls).hasSize(2);
        time.pass(Entry.FIRST_PAUSE);
        assertThat(caller.calls).hasSize(3);
    }

    @Test
    void an_answer_nobody_asks_for_any_more_is_forgotten() {
        remembered();
        time.pass(CachedReads.KEPT_UNUSED.plusSeconds(1));
        caller.answer(8);
        settle();
        assertThat(reads.size()).isZero();
        assertThat(caller.calls).hasSize(2);
    }

    @Test
    void whoever_gives_up_is_forgotten() {
        CompletableFuture<Cached<ServiceTags>> first = get();
        first.cancel(true);
        CompletableFuture<Cached<ServiceTags>> second = get();
        caller.answer(7);
        assertThat(second.join().answer().meta().index()).isEqualTo(7);
    }

    @Test
    void more_questions_than_there_is_room_for_are_answered_all_the_same() {
        for (int i = 0; i < CachedReads.MAX_ENTRIES; i++) {
            var first = get(QueryOptions.DEFAULT.withToken("t" + i));
            caller.answer(7);
            assertThat(first).isDone();
        }
        int before = caller.calls.size();
        CompletableFuture<Cached<ServiceTags>> beyond =
                get(QueryOptions.DEFAULT.withToken("beyond"));
        caller.answer(7);
        assertThat(beyond.join().hit()).isFalse();
        assertThat(reads.size()).isEqualTo(CachedReads.MAX_ENTRIES);
        assertThat(caller.calls).hasSize(before + 1);
    }
}
