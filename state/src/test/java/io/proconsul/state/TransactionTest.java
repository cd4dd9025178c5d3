package io.proconsul.state;

import static io.proconsul.state.TestStore.check;
import static io.proconsul.state.TestStore.entry;
import static io.proconsul.state.TestStore.expecting;
import static io.proconsul.state.TestStore.service;
import static io.proconsul.state.TestStore.session;
import static io.proconsul.state.TestStore.uuid;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.txn.TxnError;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Objects;

class TransactionTest {
    private static final String ME = uuid(1);

    private final TestStore store = new TestStore();

    private static TxnOp kv(String verb, KvEntry entry) {
        return new TxnOp(new TxnOp.KvOp(verb, entry), null, null, null, null);
    }

    private static TxnOp kv(String verb, String key) {
        return kv(verb, entry(key, "v"));
    }

    private static TxnOp node(String verb, String id, String name, long index) {
        Node node = new Node(id, name, "10.0.0.2", "dc1", null, null, 0, index);
        return new TxnOp(null, new TxnOp.NodeOp(verb, node), null, null, null);
    }

    private static TxnOp serviceOp(String verb, String node, String id, long index) {
        return new TxnOp(
                null,
                null,
                new TxnOp.ServiceOp(verb, node, Stamp.service(service(id, id), 0, index)),
                null,
                null);
    }

    private static TxnOp checkOp(String verb, String node, String id, String service, long index) {
        HealthCheck check = Stamp.check(check(node, id, "passing", service), 0, index);
        return new TxnOp(null, null, null, new TxnOp.CheckOp(verb, check), null);
    }

    private List<KvEntry> keys(TxnReply reply) {
        assertThat(reply.errors()).isNull();
        return Objects.requireNonNull(reply.results()).stream()
                .map(TxnResult::kv)
                .map(Objects::requireNonNull)
                .toList();
    }

    private String errorOf(TxnOp operation) {
        TxnReply reply = store.transact(operation);
        assertThat(reply.results()).isNull();
        return Objects.requireNonNull(reply.errors()).getFirst().what();
    }

    @Test
    void what_was_written_is_told_without_and_what_was_read_with_its_value() {
        List<KvEntry> told =
                keys(
                        store.transact(
                                kv("set", "a/1"),
                                kv("get", "a/1"),
                                kv("cas", "a/2"),
                                kv("get-tree", "a/"),
                                kv("check-not-exists", "b"),
                                kv("check-session", "a/1"),
                                kv("delete", "a/1"),
                                kv("delete-cas", "absent"),
                                kv("delete-tree", "a/")));

        assertThat(told)
                .extracting(KvEntry::key)
                .containsExactly("a/1", "a/1", "a/2", "a/1", "a/2", "a/1");
        assertThat(told)
                .extracting(entry -> entry.value() != null)
                .containsExactly(false, true, false, true, true, false);
        assertThat(told).allMatch(entry -> entry.createIndex() == store.index());
    }

    @Test
    void nothing_to_tell_is_an_empty_list() {
        TxnReply reply = store.transact(kv("delete", "absent"));

        assertThat(reply).isEqualTo(new TxnReply(List.of(), null));
        assertThat(store.transact()).isEqualTo(new TxnReply(List.of(), null));
    }

    @Test
    void one_failure_undoes_all_and_every_failure_is_told() {
        store.set("a", "1");
        KvEntry before = store.existing("a");

        TxnReply reply =
                store.transact(
                        kv("set", "a"),
                        kv("get", "absent"),
                        kv("set", "new"),
                        kv("check-not-exists", "new"));

        assertThat(reply.results()).isNull();
        assertThat(reply.errors())
                .containsExactly(
                        new TxnError(1, "key \"absent\" doesn't exist"),
                        new TxnError(3, "key \"new\" exists"));
        assertThat(store.existing("a")).isSameAs(before);
        assertThat(store.value(Reads.key("new"))).isNull();
        assertThat(store.index(Reads.keysBelow(""))).isEqualTo(before.modifyIndex());
        assertThat(store.index()).isEqualTo(2);
    }

    @Test
    void a_failed_transaction_has_no_effects_either() {
        store.node("n");
        store.create(session(ME, "n", ""));
        store.lock("a", "1", ME);

        store.transact(node("delete", "", "n", 0), kv("get", "absent"));

        assertThat(store.effects).isEqualTo(Applied.Effects.NONE);
        assertThat(store.existing("a").session()).isEqualTo(ME);
        store.destroy(ME);
        assertThat(store.effects.lockDelays()).hasSize(1);
    }

    @Test
    void failures_of_keys_are_told_in_the_words_of_the_reference() {
        store.node("n");
        store.create(session(ME, "n", ""));
        store.create(session(uuid(2), "n", ""));
        store.lock("held", "1", ME);
        store.set("k", "1");
        KvEntry held = store.existing("held");
        KvEntry other = KvEntry.of("held", null, 0, uuid(2));

        assertThat(errorOf(kv("cas", "k"))).isEqualTo("failed to set key \"k\", index is stale");
        assertThat(errorOf(kv("delete-cas", "k")))
                .isEqualTo("failed to delete key \"k\", index is stale");
        assertThat(errorOf(kv("check-index", expecting(entry("k", ""), 2))))
                .isEqualTo(
                        "failed index check for key \"k\", current modify index "
                                + store.existing("k").modifyIndex()
                                + " != 2");
        assertThat(errorOf(kv("check-index", "absent")))
                .isEqualTo("failed to check index, key \"absent\" doesn't exist");
        assertThat(errorOf(kv("check-session", other)))
                .isEqualTo(
                        "failed session check for key \"held\", current session \""
                                + held.session()
                                + "\" != \""
                                + uuid(2)
                                + "\"");
        assertThat(errorOf(kv("check-session", "absent")))
                .isEqualTo("failed to check session, key \"absent\" doesn't exist");
        assertThat(errorOf(kv("lock", other)))
                .isEqualTo("failed to lock key \"held\", lock is already held");
        assertThat(errorOf(kv("unlock", other)))
                .isEqualTo(
                        "failed to unlock key \"held\", lock isn't held, or is held by another"
                                + " session");
        assertThat(errorOf(kv("lock", KvEntry.of("k", null, 0, uuid(9)))))
                .isEqualTo("invalid session \"" + uuid(9) + "\"");
        assertThat(errorOf(kv("lock", "k"))).isEqualTo("missing session");
        assertThat(errorOf(kv("zap", "k"))).isEqualTo("unknown KV verb \"zap\"");
        assertThat(errorOf(kv("get", "q\"\\é\u200b\u007f\n\u0001%s\ud83d\ude00")))
                .isEqualTo("key \"q\\\"\\\\é\\u200b\\u007f\\n\\x01%s\ud83d\ude00\" doesn't exist");
        assertThat(errorOf(new TxnOp(null, null, null, null, null)))
                .isEqualTo("no operation specified");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    node    | get        | zz | node "zz" doesn't exist
                    node    | cas        | n  | failed to set node "n", index is stale
                    node    | delete-cas | n  | failed to delete node "n", index is stale
                    node    | delete-cas | zz | failed to delete node "zz", index is stale
                    node    | zap        | n  | unknown Node verb "zap"
                    service | get        | zz | service "s" on node "zz" doesn't exist
                    service | set        | zz | Missing node registration
                    service | cas        | n  | failed to set service "s" on node "n", index is stale
                    service | delete-cas | n  | failed to delete service "s" on node "n", index is stale
                    service | delete-cas | zz | failed to delete service "s" on node "zz", index is stale
                    service | zap        | n  | unknown Service verb "zap"
                    check   | get        | zz | check "c" on node "zz" doesn't exist
                    check   | set        | zz | Missing node registration
                    check   | cas        | n  | failed to set check "c" on node "n", index is stale
                    check   | delete-cas | n  | failed to delete check "c" on node "n", index is stale
                    check   | zap        | n  | unknown Check verb "zap"
                    """)
    void failures_of_the_catalog_are_told_in_the_words_of_the_reference(
            String target, String verb, String node, String text) {
        store.register(TestStore.request("n", service("s", "s"), check("n", "c", "passing")));

        assertThat(errorOf(operation(target, verb, node, 99))).isEqualTo(text);
    }

    private static TxnOp operation(String target, String verb, String node, long index) {
        return switch (target) {
            case "node" -> node(verb, "", node, index);
            case "service" -> serviceOp(verb, node, "s", index);
            default -> checkOp(verb, node, "c", "", index);
        };
    }

    @ParameterizedTest
    @CsvSource({"node", "service", "check"})
    void rows_of_the_catalog_are_set_compared_and_deleted(String target) {
        store.node("n");
        String on = target.equals("node") ? "made" : "n";

        assertThat(store.transact(operation(target, "cas", on, 0)).errors()).isNull();
        long made = store.index();
        assertThat(store.transact(operation(target, "get", on, 0)).results()).hasSize(1);
        assertThat(store.transact(operation(target, "cas", on, 0)).errors()).isNotNull();
        assertThat(store.transact(operation(target, "set", on, 0)).results()).hasSize(1);
        assertThat(store.transact(operation(target, "delete-cas", on, made)).results()).isEmpty();
        assertThat(store.transact(operation(target, "get", on, 0)).errors()).isNotNull();
        assertThat(store.transact(operation(target, "set", on, 0)).results()).hasSize(1);
        assertThat(store.transact(operation(target, "delete", on, 0)).results()).isEmpty();
        assertThat(store.transact(operation(target, "delete", on, 0)).results()).isEmpty();
    }

    @Test
    void a_check_in_a_transaction_needs_its_service() {
        store.node("n");

        assertThat(errorOf(checkOp("set", "n", "c", "absent", 0)))
                .isEqualTo("Missing service registration");
        TxnReply reply =
                store.transact(serviceOp("set", "n", "s", 0), checkOp("set", "n", "c", "s", 0));
        HealthCheck told =
                Objects.requireNonNull(Objects.requireNonNull(reply.results()).getLast().check());
        assertThat(told.serviceName()).isEqualTo("s");
        assertThat(told.modifyIndex()).isEqualTo(store.index());
    }

    @Test
    void a_node_is_looked_for_by_its_id_when_it_has_one() {
        store.transact(node("set", uuid(4), "old", 0));

        TxnReply reply =
                store.transact(node("set", uuid(4), "new", 0), node("get", uuid(4), "any", 0));

        assertThat(Objects.requireNonNull(reply.results()))
                .extracting(result -> Objects.requireNonNull(result.node()).name())
                .containsExactly("new", "new");
        assertThat(errorOf(node("get", "abc", "new", 0)))
                .isEqualTo(
                        "node lookup by ID failed, wrong UUID: uuid string is wrong length for"
                                + " 'abc'");
        assertThat(errorOf(node("get", uuid(5), "new", 0))).isEqualTo("node \"new\" doesn't exist");
    }

    @Test
    void a_session_is_ended_in_a_transaction() {
        store.node("n");
        store.create(session(ME, "n", ""));

        TxnOp.SessionOp end = new TxnOp.SessionOp("delete", session(ME, "", ""));
        store.transact(new TxnOp(null, null, null, null, end));

        assertThat(store.value(Reads.session(ME))).isNull();
        assertThat(store.effects.sessionsEnded()).containsExactly(ME);
        TxnOp.SessionOp odd = new TxnOp.SessionOp("zap", session(ME, "", ""));
        assertThat(errorOf(new TxnOp(null, null, null, null, odd)))
                .isEqualTo("unknown Session verb \"zap\"");
    }

    @Test
    void a_reading_transaction_sees_one_moment_and_changes_nothing() {
        store.set("a", "1");
        Root root = store.store.root();
        Read<TxnReply> read =
                Reads.transaction(List.of(kv("get", "a"), kv("check-not-exists", "b")));

        List<KvEntry> found = keys(store.value(read));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().value()).isEqualTo("1".getBytes(UTF_8));
        assertThat(store.store.root()).isSameAs(root);
        assertThat(read.index(root)).isZero();
        assertThat(read.topics()).isEmpty();
    }
}
