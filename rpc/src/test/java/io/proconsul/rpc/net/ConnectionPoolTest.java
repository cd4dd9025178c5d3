package io.proconsul.rpc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Empty;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Status;
import io.proconsul.rpc.wire.RecentReplies;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

class ConnectionPoolTest {
    private final Port port = new Port();

    @AfterEach
    void close() {
        port.close();
    }

    private <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        return port.pool.call(port.address(), method, request).orTimeout(20, TimeUnit.SECONDS);
    }

    private static KeyRequest key(String key) {
        return new KeyRequest("dc1", key, QueryOptions.DEFAULT);
    }

    private static KvEntries entry(String key, byte[] value) {
        return new KvEntries(List.of(new KvEntry(0, key, 0, value, "", 1, 1)));
    }

    private static KvEntry first(KvEntries entries) {
        return Objects.requireNonNull(entries.entries()).getFirst();
    }

    @Test
    void a_call_brings_back_reply_and_meta() {
        port.server.answers(Kvs.GET, request -> entry(request.key(), new byte[] {1, 2}));
        Answer<KvEntries> answer = call(Kvs.GET, key("a")).join();
        assertThat(answer.value().entries()).hasSize(1);
        assertThat(answer.meta().index()).isEqualTo(7);
        assertThat(answer.meta().knownLeader()).isTrue();
    }

    @Test
    void bare_replies_and_empty_ones_come_back_too() {
        port.server.does(Status.PING);
        port.server.answers(Status.LEADER, request -> "127.0.0.1:8300");
        port.server.answers(Status.PEERS, request -> List.of("127.0.0.1:8300", "127.0.0.2:8300"));
        var everything = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);
        assertThat(call(Status.PING, Empty.REQUEST).join().value()).isNull();
        assertThat(call(Status.LEADER, everything).join().value()).isEqualTo("127.0.0.1:8300");
        assertThat(call(Status.PEERS, everything).join().value()).hasSize(2);
    }

    @Test
    void what_the_server_refuses_is_told_with_the_hop_in_front() {
        port.server.refuses(Kvs.GET, "Permission denied");
        assertThatThrownBy(() -> call(Kvs.GET, key("a")).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(RpcException.class)
                .hasMessage("rpc error making call: Permission denied");
    }

    @Test
    void an_unknown_method_is_refused_in_the_words_clients_look_for() {
        var unknown = new Method<>("KVS.Zap", KeyRequest.class, KvEntries.class, Method.Kind.QUERY);
        assertThatThrownBy(() -> call(unknown, key("a")).join())
                .cause()
                .hasMessage("rpc error making call: rpc: can't find method KVS.Zap");
    }

    @Test
    void a_large_answer_passes_all_windows() {
        byte[] value = new byte[3_000_000];
        value[2_999_999] = 42;
        port.server.answers(Kvs.GET, request -> entry("large", value));
        Answer<KvEntries> answer = call(Kvs.GET, key("large")).join();
        assertThat(first(answer.value()).value()).isEqualTo(value);
    }

    @Test
    void many_calls_wait_at_once_on_one_connection() throws InterruptedException {
        List<CompletableFuture<Answer<KvEntries>>> waiting = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            waiting.add(call(Kvs.GET, key("k" + i)));
        }
        for (int i = 0; i < 1000; i++) {
            FakeServer.Held held = port.server.held();
            held.answer(entry(((KeyRequest) held.request()).key(), new byte[0]));
        }
        for (int i = 0; i < 1000; i++) {
            KvEntries entries = waiting.get(i).join().value();
            assertThat(first(entries).key()).isEqualTo("k" + i);
        }
        assertThat(port.listener.connections()).isEqualTo(1);
    }

    @Test
    void a_read_that_is_given_up_is_given_up_at_the_server() throws Exception {
        var call = port.pool.call(port.address(), Kvs.GET, key("a"));
        FakeServer.Held held = port.server.held();
        call.cancel(false);
        assertThatThrownBy(() -> held.answer().get(20, TimeUnit.SECONDS))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void calls_under_way_fail_when_the_connection_breaks() throws InterruptedException {
        var call = call(Kvs.GET, key("a"));
        port.server.held();
        port.listener.close();
        assertThatThrownBy(call::join).cause().hasMessage("rpc error making call: EOF");
    }

    @Test
    void a_server_that_cannot_be_reached_is_told_from_one_that_refuses() {
        port.listener.close();
        String address = Connector.text(port.address());
        assertThatThrownBy(() -> call(Kvs.GET, key("a")).join())
                .cause()
                .hasMessage(
                        "rpc error getting client: failed to get conn: dial tcp "
                                + address
                                + ": connect: connection refused");
    }

    @Test
    void a_call_waits_longer_than_the_server_may_let_it_wait() {
        var request =
                new KeyRequest(
                        "dc1", "a", QueryOptions.DEFAULT.waitingFor(7, Duration.ofMinutes(5)));
        var call = PendingCall.of(1, Kvs.GET, request, new RecentReplies());
        assertThat(call.patience()).isGreaterThan(Duration.ofSeconds(300 + 300 / 16));
        assertThat(PendingCall.of(2, Kvs.GET, key("a"), new RecentReplies()).patience())
                .isEqualTo(PendingCall.PATIENCE);
    }
}
