package io.proconsul.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.command.Command;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.TaskQueue;
import io.proconsul.state.Reads;
import io.proconsul.state.StateStore;
import io.proconsul.state.snapshot.SnapshotReader;
import io.proconsul.state.snapshot.SnapshotWriter;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class BlockingQueriesTest {
    private static final Authorizer ALL = Authorizer.allowAll();

    private final StateStore store = new StateStore();
    private final VirtualTime time = new VirtualTime();
    private final TaskQueue notifier = new TaskQueue();
    private final BlockingQueries queries = queries(QueryLimits.standard());
    private final CountingRead<@Nullable KvEntry> read = new CountingRead<>(Reads.key("k"));

    private BlockingQueries queries(QueryLimits limits) {
        return new BlockingQueries(
                store, QueryMeta::leader, time, Chance.seeded(7), notifier, limits);
    }

    /** The value as text; the question is kept, so that plain reads share it too. */
    private Question<?, String> question() {
        return Question.<@Nullable KvEntry, String>of(read, BlockingQueriesTest::text);
    }

    private static String text(@Nullable KvEntry entry) {
        byte[] value = entry == null ? null : entry.value();
        return value == null ? "-" : new String(value, StandardCharsets.UTF_8);
    }

    private void set(String key, String value) {
        KvEntry entry = KvEntry.of(key, value.getBytes(StandardCharsets.UTF_8), 0, "");
        store.apply(
                List.of(
                        new Command.Kv(
                                new KvRequest("dc1", KvVerb.SET, entry, WriteOptions.NONE))));
    }

    private CompletableFuture<Answer<String>> ask(QueryOptions options, Authorizer authorizer) {
        return ask(queries, question(), "k", options, authorizer);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // any method will do: it is only part of the key
    private static CompletableFuture<Answer<String>> ask(
            BlockingQueries queries,
            Question<?, String> question,
            String key,
            QueryOptions options,
            Authorizer authorizer) {
        return queries.answer(
                (io.proconsul.rpc.method.Method) Kvs.GET,
                new KeyRequest("dc1", key, options),
                authorizer,
                question);
    }

    private Answer<String> readNow() {
        CompletableFuture<Answer<String>> answer = ask(QueryOptions.DEFAULT, ALL);
        assertThat(answer).isDone();
        return answer.join();
    }

    private CompletableFuture<Answer<String>> await(long index) {
        return ask(QueryOptions.DEFAULT.waitingFor(index, Duration.ofSeconds(10)), ALL);
    }

    private static long index(CompletableFuture<Answer<String>> answer) {
        return answer.join().meta().index();
    }

    @Test
    void equal_plain_reads_share_one_evaluation_and_one_body() {
        set("k", "a");
        Answer<String> first = readNow();
        for (int i = 0; i < 100; i++) {
            assertThat(readNow().body()).isSameAs(first.body());
        }
        assertThat(first.value()).isEqualTo("a");
        assertThat(read.evaluations).isEqualTo(1);
    }

    @Test
    void unrelated_writes_leave_a_shared_answer_valid() {
        set("k", "a");
        Answer<String> first = readNow();
        set("other", "b");
        assertThat(readNow().body()).isSameAs(first.body());
        set("k", "c");
        assertThat(readNow().value()).isEqualTo("c");
        assertThat(read.evaluations).isEqualTo(2);
    }

    @Test
    void a_question_that_is_cheap_is_not_kept() {
        set("k", "a");
        Question<?, String> cheap =
                Question.<@Nullable KvEntry, String>cheap(read, BlockingQueriesTest::text);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(queries, cheap, "k", QueryOptions.DEFAULT, ALL)).isDone();
        }
        assertThat(read.evaluations).isEqualTo(3);
        assertThat(queries.kept()).isZero();
    }

    @Test
    void a_cheap_question_is_kept_as_long_as_somebody_waits() {
        set("k", "a");
        Question<?, String> cheap =
                Question.<@Nullable KvEntry, String>cheap(read, BlockingQueriesTest::text);
        var options = QueryOptions.DEFAULT.waitingFor(index(await(0)), Duration.ofSeconds(10));
        var waiting = ask(queries, cheap, "x", options, ALL);
        var other = ask(queries, cheap, "x", options, ALL);
        assertThat(queries.kept()).isEqualTo(2);
        set("k", "b");
        notifier.run();
        assertThat(waiting.join().body()).isSameAs(other.join().body());
        assertThat(queries.kept()).isEqualTo(1);
    }

    @Test
    void a_wait_ends_with_the_change() {
        set("k", "a");
        long index = index(await(0));
        var waiting = await(index);
        assertThat(waiting).isNotDone();
        set("k", "b");
        assertThat(waiting).as("not on the apply thread").isNotDone();
        notifier.run();
        assertThat(waiting.join().value()).isEqualTo("b");
        assertThat(index(waiting)).isGreaterThan(index);
        assertThat(time.pending()).as("timers").isZero();
        assertThat(store.watches().size()).as("subscriptions").isZero();
    }

    @Test
    void an_index_in_the_past_does_not_wait() {
        set("k", "a");
        set("k", "b");
        assertThat(await(1)).isDone();
        assertThat(store.watches().size()).isZero();
    }

    @Test
    void an_absent_key_can_be_waited_for() {
        set("other", "x");
        long index = index(await(0));
        var waiting = await(index);
        set("k", "born");
        notifier.run();
        assertThat(waiting.join().value()).isEqualTo("born");
    }

    @Test
    void unrelated_writes_wake_nobody() {
        set("k", "a");
        var waiting = await(index(await(0)));
        int evaluations = read.evaluations;
        for (int i = 0; i < 100; i++) {
            set("other" + i, "x");
        }
        assertThat(notifier.waiting()).isZero();
        assertThat(read.evaluations).isEqualTo(evaluations);
        assertThat(waiting).isNotDone();
    }

    @Test
    void ten_thousand_waiters_cost_one_evaluation() {
        set("k", "a");
        long index = index(await(0));
        List<CompletableFuture<Answer<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            waiting.add(await(index));
        }
        assertThat(store.watches().size()).isEqualTo(1);
        int evaluations = read.evaluations;
        set("k", "b");
        assertThat(notifier.waiting()).isEqualTo(1);
        notifier.run();
        assertThat(read.evaluations).isEqualTo(evaluations + 1);
        Answer<String> first = waiting.getFirst().join();
        assertThat(first.value()).isEqualTo("b");
        assertThat(waiting).allSatisfy(each -> assertThat(each.join()).isSameAs(first));
        assertThat(store.watches().size()).isZero();
    }

    @Test
    void a_burst_of_changes_is_one_wake_up() {
        set("k", "a");
        var waiting = await(index(await(0)));
        int evaluations = read.evaluations;
        for (int i = 0; i < 50; i++) {
            set("k", "v" + i);
        }
        notifier.run();
        assertThat(waiting.join().value()).isEqualTo("v49");
        assertThat(read.evaluations).isEqualTo(evaluations + 1);
    }

    @Test
    void only_those_are_woken_whose_index_is_passed() {
        set("k", "a");
        long index = index(await(0));
        var near = await(index);
        var far = await(index + 5);
        set("k", "b");
        notifier.run();
        assertThat(near).isDone();
        assertThat(far).isNotDone();
        for (int i = 0; i < 6; i++) {
            set("k", "c" + i);
        }
        notifier.run();
        assertThat(far.join().value()).isEqualTo("c5");
    }

    @Test
    void a_plain_read_before_the_wake_up_does_not_swallow_it() {
        set("k", "a");
        var waiting = await(index(await(0)));
        set("k", "b");
        assertThat(readNow().value()).isEqualTo("b");
        notifier.run();
        assertThat(waiting.join().value()).isEqualTo("b");
    }

    @Test
    void when_the_time_is_over_the_answer_is_the_same_with_the_same_index() {
        set("k", "a");
        long index = index(await(0));
        var waiting = await(index);
        time.pass(Duration.ofSeconds(10).minusMillis(1));
        notifier.run();
        assertThat(waiting).isNotDone();
        time.pass(Duration.ofMillis(626));
        notifier.run();
        assertThat(waiting.join().value()).isEqualTo("a");
        assertThat(index(waiting)).isEqualTo(index);
        assertThat(store.watches().size()).isZero();
    }

    @Test
    void an_index_in_the_future_waits_and_then_returns_the_real_one() {
        set("k", "a");
        long index = index(await(0));
        var waiting = await(index + 1_000);
        set("k", "b");
        notifier.run();
        assertThat(waiting).isNotDone();
        time.pass(Duration.ofSeconds(11));
        notifier.run();
        assertThat(waiting.join().value()).isEqualTo("b");
        assertThat(index(waiting)).isGreaterThan(index).isLessThan(index + 1_000);
    }

    @Test
    void no_wait_time_means_five_minutes_and_none_is_longer_than_ten() {
        set("k", "a");
        long index = index(await(0));
        var standard = ask(QueryOptions.DEFAULT.waitingFor(index, Duration.ZERO), ALL);
        var negative = ask(QueryOptions.DEFAULT.waitingFor(index, Duration.ofSeconds(-1)), ALL);
        var longest = ask(QueryOptions.DEFAULT.waitingFor(index, Duration.ofHours(5)), ALL);
        passAndNotify(Duration.ofMinutes(5).minusMillis(1));
        assertThat(standard).isNotDone();
        assertThat(negative).isNotDone();
        passAndNotify(Duration.ofSeconds(19));
        assertThat(standard).isDone();
        assertThat(negative).isDone();
        passAndNotify(Duration.ofMinutes(5).minusSeconds(20));
        assertThat(longest).isNotDone();
        passAndNotify(Duration.ofSeconds(39));
        assertThat(longest).isDone();
    }

    private void passAndNotify(Duration duration) {
        time.pass(duration);
        notifier.run();
    }

    @Test
    void waits_end_at_random_times() {
        set("k", "a");
        long index = index(await(0));
        List<CompletableFuture<Answer<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(await(index));
        }
        passAndNotify(Duration.ofSeconds(10).plusMillis(312));
        long done = waiting.stream().filter(CompletableFuture::isDone).count();
        assertThat(done).isBetween(25L, 75L);
    }

    @Test
    void a_caller_that_goes_is_forgotten_at_once() {
        set("k", "a");
        var waiting = await(index(await(0)));
        assertThat(queries.waitedFor()).isEqualTo(1);
        waiting.cancel(false);
        assertThat(store.watches().size()).isZero();
        assertThat(queries.waitedFor()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void others_wait_on_when_one_goes() {
        set("k", "a");
        long index = index(await(0));
        var going = await(index);
        var staying = await(index);
        going.cancel(false);
        set("k", "b");
        notifier.run();
        assertThat(staying.join().value()).isEqualTo("b");
        assertThat(going).isCancelled();
    }

    @Test
    void callers_with_other_rights_are_answered_apart() {
        set("k", "a");
        assertThat(readNow().value()).isEqualTo("a");
        ask(QueryOptions.DEFAULT, new Named("x")).join();
        ask(QueryOptions.DEFAULT, new Named("x")).join();
        ask(QueryOptions.DEFAULT, new Named("y")).join();
        assertThat(read.evaluations).isEqualTo(3);
    }

    /** Equal by name. */
    private record Named(String name) implements Authorizer {
        @Override
        public boolean allows(Resource resource, Access access, String resourceName) {
            return true;
        }
    }

    @Test
    void token_and_consistency_do_not_part_callers_but_filters_do() {
        set("k", "a");
        readNow();
        ask(QueryOptions.DEFAULT.withToken("secret"), ALL).join();
        ask(QueryOptions.STALE, ALL).join();
        assertThat(read.evaluations).isEqualTo(1);
        QueryOptions filtered =
                new QueryOptions(
                        "",
                        0,
                        Duration.ZERO,
                        false,
                        false,
                        false,
                        Duration.ZERO,
                        Duration.ZERO,
                        false,
                        Duration.ZERO,
                        "Key == k");
        ask(filtered, ALL).join();
        assertThat(read.evaluations).isEqualTo(2);
    }

    @Test
    void a_failing_evaluation_fails_those_who_wait_and_leaves_nothing() {
        set("k", "a");
        var waiting = await(index(await(0)));
        read.failure = new RpcException("no");
        set("k", "b");
        notifier.run();
        assertThat(waiting).isCompletedExceptionally();
        assertThat(store.watches().size()).isZero();
        assertThat(time.pending()).isZero();
        assertThatThrownBy(this::readNow).hasMessage("no");
    }

    @Test
    void a_replaced_state_wakes_everybody_whatever_its_index() throws IOException {
        set("k", "a");
        ByteArrayOutputStream early = new ByteArrayOutputStream();
        SnapshotWriter.write(store.root(), early);
        for (int i = 0; i < 10; i++) {
            set("k", "b" + i);
        }
        var waiting = await(index(await(0)));
        store.install(SnapshotReader.read(new ByteArrayInputStream(early.toByteArray())));
        notifier.run();
        assertThat(waiting.join().value()).isEqualTo("a");
        assertThat(readNow().value()).isEqualTo("a");
    }

    @Test
    void an_index_of_zero_is_no_version() {
        Question<?, Integer> byAddress =
                Question.of(Reads.servicesAt("10.0.0.1"), instances -> instances.size());
        Found<Integer> found = byAddress.on(store.root());
        assertThat(found.index()).isZero();
        assertThat(byAddress.stillHolds(found, store.root())).isFalse();
    }

    @Test
    void a_caller_that_comes_while_the_wake_up_is_due_gets_the_new_answer_at_once() {
        set("k", "a");
        long index = index(await(0));
        var early = await(index);
        set("k", "b");
        var late = await(index);
        assertThat(late.join().value()).isEqualTo("b");
        notifier.run();
        assertThat(early.join().value()).isEqualTo("b");
    }

    @Test
    void a_caller_who_waits_for_more_than_the_due_change_waits_on() {
        set("k", "a");
        long index = index(await(0));
        var early = await(index);
        set("k", "b");
        var late = await(index(await(0)));
        notifier.run();
        assertThat(early).isDone();
        assertThat(late).isNotDone();
        set("k", "c");
        notifier.run();
        assertThat(late.join().value()).isEqualTo("c");
    }

    @Test
    void kept_answers_are_bounded_in_number() {
        QueryLimits few =
                new QueryLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 8, 1 << 20);
        BlockingQueries bounded = queries(few);
        set("k", "a");
        for (int i = 0; i < 100; i++) {
            ask(bounded, question(), "key" + i, QueryOptions.DEFAULT, ALL).join();
        }
        assertThat(bounded.kept()).isLessThanOrEqualTo(8);
    }

    @Test
    void kept_answers_are_bounded_in_size() {
        QueryLimits small =
                new QueryLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 1_000, 10_000);
        BlockingQueries bounded = queries(small);
        set("k", "a");
        for (int i = 0; i < 100; i++) {
            ask(bounded, question(), "key" + i, QueryOptions.DEFAULT, ALL).join();
        }
        assertThat(bounded.kept()).isBetween(1, 10);
    }

    @Test
    void answers_asked_for_again_outlive_those_that_are_not() {
        QueryLimits few =
                new QueryLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 8, 1 << 20);
        BlockingQueries bounded = queries(few);
        set("k", "a");
        ask(bounded, question(), "often", QueryOptions.DEFAULT, ALL).join();
        for (int i = 0; i < 100; i++) {
            ask(bounded, question(), "once" + i, QueryOptions.DEFAULT, ALL).join();
            ask(bounded, question(), "often", QueryOptions.DEFAULT, ALL).join();
        }
        assertThat(read.evaluations).isLessThanOrEqualTo(105);
    }

    @Test
    void more_different_waits_than_the_bound_are_refused() {
        QueryLimits few =
                new QueryLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 2, 1 << 20);
        BlockingQueries bounded = queries(few);
        set("k", "a");
        QueryOptions options = QueryOptions.DEFAULT.waitingFor(1_000, Duration.ofMinutes(1));
        assertThat(ask(bounded, question(), "1", options, ALL)).isNotDone();
        assertThat(ask(bounded, question(), "2", options, ALL)).isNotDone();
        assertThatThrownBy(() -> ask(bounded, question(), "3", options, ALL))
                .isInstanceOf(RpcException.class)
                .hasMessage(
                        "Too many different blocking queries are waiting"
                                + " (limit 2, or 1048576 bytes)");
    }
}
