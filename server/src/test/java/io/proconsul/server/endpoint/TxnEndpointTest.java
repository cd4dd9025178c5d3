package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.txn.TxnError;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReadRequest;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnRequest;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.SessionMethods;
import io.proconsul.rpc.method.Txn;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

class TxnEndpointTest {
    private final ServerFixture fixture = ServerFixture.leading();

    private static TxnOp kv(String verb, String key, String session, long index) {
        byte[] value = "v".getBytes(StandardCharsets.UTF_8);
        return new TxnOp(
                new TxnOp.KvOp(verb, new KvEntry(0, key, 0, value, session, 0, index)),
                null,
                null,
                null,
                null);
    }

    private static TxnOp node(String verb, String name, String id) {
        Node node = new Node(id, name, "10.9.0.1", "", null, null, 0, 0);
        return new TxnOp(null, new TxnOp.NodeOp(verb, node), null, null, null);
    }

    private static TxnOp service(String verb, String node, String id, String name) {
        return new TxnOp(
                null,
                null,
                new TxnOp.ServiceOp(verb, node, Requests.instance(id, name, 80, null)),
                null,
                null);
    }

    private TxnReply apply(TxnOp... operations) {
        return fixture.call(
                        Txn.APPLY, new TxnRequest("dc1", List.of(operations), WriteOptions.NONE))
                .value();
    }

    private TxnReply read(TxnOp... operations) {
        return fixture.call(
                        Txn.READ,
                        new TxnReadRequest("dc1", List.of(operations), QueryOptions.DEFAULT))
                .value();
    }

    @Test
    void a_transaction_does_all_and_tells_what_it_wrote() {
        TxnReply reply = apply(kv(KvVerb.SET, "x/a", "", 0), kv(KvVerb.SET, "x/b", "", 0));
        assertThat(reply.errors()).isNullOrEmpty();
        assertThat(reply.results()).hasSize(2);
        assertThat(fixture.call(Kvs.LIST, Requests.key("x/")).value().entries()).hasSize(2);
    }

    @Test
    void a_transaction_with_a_failing_operation_does_nothing() {
        TxnReply reply =
                apply(kv(KvVerb.SET, "x/a", "", 0), kv(KvVerb.CHECK_INDEX, "x/none", "", 3));
        assertThat(reply.results()).isNull();
        assertThat(reply.errors())
                .containsExactly(
                        new TxnError(1, "failed to check index, key \"x/none\" doesn't exist"));
        assertThat(fixture.call(Kvs.GET, Requests.key("x/a")).value().entries()).isNull();
    }

    @Test
    void all_operations_that_are_wrong_are_told_before_the_log() {
        int proposed = fixture.proposed();
        TxnReply reply =
                apply(
                        node("set", "", ""),
                        node("set", "a", "x"),
                        service("set", "a", "b", ""),
                        kv(KvVerb.SET, "fine", "", 0),
                        kv(KvVerb.SET, "", "", 0));
        assertThat(reply.results()).isNull();
        assertThat(reply.errors())
                .containsExactly(
                        new TxnError(0, "Must provide node"),
                        new TxnError(1, "Bad node ID: uuid string is wrong length"),
                        new TxnError(2, "Must provide service name with ID"),
                        new TxnError(4, "Must provide key"));
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }

    @Test
    void a_service_without_an_id_gets_its_name() {
        TxnReply reply = apply(node("set", "tn", ""), service("set", "tn", "", "web"));
        assertThat(reply.errors()).isNullOrEmpty();
        var service = Objects.requireNonNull(reply.results()).get(1).service();
        assertThat(Objects.requireNonNull(service).id()).isEqualTo("web");
    }

    @Test
    void a_lock_in_its_delay_is_an_error_here() {
        String first = session();
        String second = session();
        apply(kv(KvVerb.LOCK, "lock", first, 0));
        fixture.call(SessionMethods.APPLY, Requests.destroy(first));
        assertThat(apply(kv(KvVerb.LOCK, "lock", second, 0)).errors())
                .containsExactly(new TxnError(0, "failed to lock key \"lock\" due to lock delay"));
    }

    private String session() {
        return fixture.call(SessionMethods.APPLY, Requests.create(ServerFixture.NODE, "", ""))
                .value();
    }

    @Test
    void reads_are_answered_without_the_log_and_with_index_zero() {
        apply(kv(KvVerb.SET, "x/a", "", 0));
        int proposed = fixture.proposed();
        var answer =
                fixture.call(
                        Txn.READ,
                        new TxnReadRequest(
                                "dc1",
                                List.of(kv(KvVerb.GET, "x/a", "", 0)),
                                QueryOptions.DEFAULT));
        assertThat(answer.value().results()).hasSize(1);
        assertThat(answer.meta().index()).isZero();
        assertThat(answer.meta().knownLeader()).isTrue();
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }

    @Test
    void reads_of_what_is_not_there_are_errors() {
        assertThat(read(kv(KvVerb.GET, "x/none", "", 0)).errors())
                .containsExactly(new TxnError(0, "key \"x/none\" doesn't exist"));
        assertThat(read(node("get", "ghost", "")).errors())
                .containsExactly(new TxnError(0, "node \"ghost\" doesn't exist"));
        assertThat(read(kv("zap", "x", "", 0)).errors())
                .containsExactly(new TxnError(0, "unknown KV verb \"zap\""));
    }

    @Test
    void an_empty_transaction_has_no_results() {
        TxnReply reply = read();
        assertThat(reply.results()).isEmpty();
        assertThat(reply.errors()).isNullOrEmpty();
    }
}
