package io.proconsul.rpc.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.event.EventFireRequest;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Internal;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class RemoteCallerTest {
    private static final String NO_LEADER = "rpc error making call: No cluster leader";
    private static final String BROKEN = "rpc error making call: EOF";
    private static final String UNREACHED =
            "rpc error getting client: failed to get conn: dial tcp: connect: connection refused";

    private final VirtualTime time = new VirtualTime();
    private final ServerBook book = new ServerBook(Chance.seeded(3));
    private final List<Asked> asked = new ArrayList<>();
    private final RemoteCaller caller =
            new RemoteCaller(
                    this::ask, book, "dc1", Duration.ofSeconds(7), time, time, Chance.seeded(4));

    /** A call a server got. */
    private record Asked(
            InetSocketAddress server, Object request, CompletableFuture<Answer<Object>> answer) {
        void answer(Object reply) {
            answer.complete(Answer.of(reply, QueryMeta.leader(9)));
        }

        void fail(String text) {
            answer.completeExceptionally(new RpcException(text));
        }
    }

    @SuppressWarnings("unchecked") // the test says what the method replies
    private <Q, R> CompletableFuture<Answer<R>> ask(
            InetSocketAddress server, Method<Q, R> method, Q request) {
        CompletableFuture<Answer<Object>> answer = new CompletableFuture<>();
        asked.add(new Asked(server, request, answer));
        return (CompletableFuture<Answer<R>>) (CompletableFuture<?>) answer;
    }

    private Asked last() {
        return asked.getLast();
    }

    private void servers(int count) {
        for (int i = 1; i <= count; i++) {
            book.put(server("s" + i, "127.0.0." + i));
        }
    }

    private static KnownServer server(String name, String address) {
        Map<String, String> tags =
                Map.of("role", "consul", "dc", "dc1", "port", "8300", "id", name + "-id");
        return KnownServer.of(name, InetAddress.ofLiteral(address), tags).orElseThrow();
    }

    private CompletableFuture<Answer<KvEntries>> read(String key) {
        return read(key, QueryOptions.DEFAULT);
    }

    private CompletableFuture<Answer<KvEntries>> read(String key, QueryOptions options) {
        return caller.call(Kvs.GET, new KeyRequest("dc1", key, options));
    }

    private CompletableFuture<Answer<Boolean>> write() {
        var entry = new KvEntry(0, "k", 0, new byte[0], "", 0, 0);
        return caller.call(Kvs.APPLY, new KvRequest("dc1", KvVerb.SET, entry, WriteOptions.NONE));
    }

    // ---- choosing and repeating

    @Test
    void without_servers_a_call_fails_in_the_words_of_the_reference() {
        assertThatThrownBy(() -> read("a").join()).cause().hasMessage("No known Consul servers");
    }

    @Test
    void a_server_that_failed_is_asked_last() {
        servers(3);
        CompletableFuture<?> call = write();
        InetSocketAddress first = last().server();
        last().fail("rpc error making call: Permission denied");
        assertThat(call).isCompletedExceptionally();
        assertThat(book.in("dc1").getLast().address()).isEqualTo(first);
        var _ = write();
        assertThat(last().server()).isNotEqualTo(first);
    }

    @Test
    void while_there_is_no_leader_a_write_is_repeated_elsewhere_for_the_hold() {
        servers(3);
        CompletableFuture<Answer<Boolean>> call = write();
        Set<InetSocketAddress> tried = new HashSet<>();
        while (!call.isDone()) {
            tried.add(last().server());
            last().fail(NO_LEADER);
            time.pass(Duration.ofNanos(437_500_000));
        }
        assertThat(tried).hasSize(3);
        assertThat(time.nanos()).isBetween(7_000_000_000L, 7_500_000_000L);
        assertThatThrownBy(call::join).cause().hasMessage(NO_LEADER);
    }

    @Test
    void pauses_are_random_and_short() {
        servers(2);
        var _ = write();
        last().fail(NO_LEADER);
        assertThat(asked).hasSize(1);
        time.pass(Duration.ofNanos(437_500_000));
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_read_whose_connection_broke_is_repeated_and_a_write_is_not() {
        servers(2);
        CompletableFuture<Answer<KvEntries>> read = read("a");
        last().fail(BROKEN);
        time.pass(Duration.ofSeconds(1));
        last().answer(new KvEntries(List.of()));
        assertThat(read).isCompleted();
        CompletableFuture<Answer<Boolean>> write = write();
        last().fail(BROKEN);
        time.pass(Duration.ofSeconds(1));
        assertThatThrownBy(write::join).cause().hasMessage(BROKEN);
    }

    @Test
    void a_server_that_was_not_reached_is_passed_over_at_once_also_by_writes() {
        servers(3);
        CompletableFuture<Answer<Boolean>> write = write();
        last().fail(UNREACHED);
        last().fail(UNREACHED);
        assertThat(asked.stream().map(Asked::server).distinct()).hasSize(3);
        last().answer(true);
        assertThat(write.join().value()).isTrue();
    }

    @Test
    void when_no_server_is_reached_the_call_fails_with_the_last_reason() {
        servers(2);
        CompletableFuture<Answer<Boolean>> write = write();
        last().fail(UNREACHED);
        last().fail(UNREACHED);
        assertThatThrownBy(write::join).cause().hasMessage(UNREACHED);
    }

    @Test
    void a_call_that_is_given_up_is_given_up_at_the_server_and_not_repeated() {
        servers(2);
        CompletableFuture<?> call = write();
        call.cancel(false);
        assertThat(last().answer()).isCancelled();
        time.pass(Duration.ofSeconds(10));
        assertThat(asked).hasSize(1);
    }

    // ---- sharing

    @Test
    void a_read_joins_no_call_that_began_before_it_but_the_next() {
        servers(1);
        CompletableFuture<Answer<KvEntries>> first = read("a");
        CompletableFuture<Answer<KvEntries>> second = read("a");
        CompletableFuture<Answer<KvEntries>> third = read("a");
        assertThat(asked).hasSize(1);
        last().answer(new KvEntries(null));
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(asked).hasSize(2);
        last().answer(new KvEntries(List.of()));
        assertThat(second.join()).isSameAs(third.join());
        assertThat(second.join()).isNotSameAs(first.join());
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_read_that_may_be_stale_joins_the_call_under_way() {
        servers(1);
        CompletableFuture<Answer<KvEntries>> first = read("a", QueryOptions.STALE);
        CompletableFuture<Answer<KvEntries>> second = read("a", QueryOptions.STALE);
        last().answer(new KvEntries(null));
        assertThat(first.join()).isSameAs(second.join());
        assertThat(asked).hasSize(1);
    }

    @Test
    void reads_that_wait_for_the_same_change_share_one_parked_call() {
        servers(1);
        var waiting = QueryOptions.DEFAULT.waitingFor(5, Duration.ofMinutes(1));
        List<CompletableFuture<Answer<KvEntries>>> reads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            reads.add(read("a", waiting));
        }
        assertThat(asked).hasSize(1);
        last().answer(new KvEntries(null));
        assertThat(reads).allSatisfy(read -> assertThat(read).isCompleted());
        var _ = read("a", waiting);
        assertThat(asked).hasSize(2);
    }

    @Test
    void different_tokens_indexes_and_keys_share_nothing() {
        servers(1);
        var _ = read("a", QueryOptions.DEFAULT.withToken("t1"));
        var _ = read("a", QueryOptions.DEFAULT.withToken("t2"));
        var _ = read("b");
        var _ = read("a", QueryOptions.DEFAULT.waitingFor(5, Duration.ofMinutes(1)));
        var _ = read("a", QueryOptions.DEFAULT.waitingFor(6, Duration.ofMinutes(1)));
        assertThat(asked).hasSize(5);
    }

    @Test
    void a_shared_call_is_given_up_with_its_last_waiter() {
        servers(1);
        var waiting = QueryOptions.DEFAULT.waitingFor(5, Duration.ofMinutes(1));
        CompletableFuture<Answer<KvEntries>> first = read("a", waiting);
        CompletableFuture<Answer<KvEntries>> second = read("a", waiting);
        first.cancel(false);
        assertThat(last().answer()).isNotDone();
        second.cancel(false);
        assertThat(last().answer()).isCancelled();
        var _ = read("a", waiting);
        assertThat(asked).hasSize(2);
        assertThat(last().answer()).isNotDone();
    }

    @Test
    void nobody_asks_for_those_who_gave_up_before_their_turn() {
        servers(1);
        var _ = read("a");
        read("a").cancel(false);
        last().answer(new KvEntries(null));
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_failure_is_everybodys() {
        servers(1);
        CompletableFuture<Answer<KvEntries>> first = read("a", QueryOptions.STALE);
        CompletableFuture<Answer<KvEntries>> second = read("a", QueryOptions.STALE);
        last().fail("rpc error making call: Permission denied");
        assertThat(first).isCompletedExceptionally();
        assertThatThrownBy(second::join).cause().hasMessageContaining("Permission denied");
    }

    @Test
    void an_event_is_fired_as_often_as_it_was_asked_for() {
        servers(1);
        var event = RecordCodec.of(EventFireRequest.class).zero();
        var _ = caller.call(Internal.EVENT_FIRE, event);
        var _ = caller.call(Internal.EVENT_FIRE, event);
        assertThat(asked).hasSize(2);
    }

    @Test
    void writes_share_nothing() {
        servers(1);
        var _ = write();
        var _ = write();
        assertThat(asked).hasSize(2);
    }
}
