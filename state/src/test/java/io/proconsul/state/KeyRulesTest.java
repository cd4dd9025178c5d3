package io.proconsul.state;

import static io.proconsul.state.TestStore.entry;
import static io.proconsul.state.TestStore.expecting;
import static io.proconsul.state.TestStore.session;
import static io.proconsul.state.TestStore.uuid;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRulesTest {
    private static final String ME = uuid(1);
    private static final String OTHER = uuid(2);

    private final TestStore store = new TestStore();

    @BeforeEach
    void two_sessions() {
        store.node("n");
        store.create(session(ME, "n", ""));
        store.create(session(OTHER, "n", ""));
    }

    @Test
    void a_set_keeps_when_the_key_was_created() {
        store.set("a", "1");
        long created = store.index();
        store.set("a", "2");

        KvEntry entry = store.existing("a");
        assertThat(entry.createIndex()).isEqualTo(created);
        assertThat(entry.modifyIndex()).isEqualTo(store.index());
        assertThat(entry.value()).isEqualTo("2".getBytes(UTF_8));
    }

    @Test
    void a_set_of_what_is_there_changes_nothing_but_takes_an_index() {
        store.set("a", "1");
        KvEntry before = store.existing("a");
        long index = store.index();
        long ofTable = store.index(Reads.keysBelow(""));

        store.set("a", "1");

        assertThat(store.existing("a")).isSameAs(before);
        assertThat(store.index()).isEqualTo(index + 1);
        assertThat(store.index(Reads.keysBelow(""))).isEqualTo(ofTable);
    }

    @Test
    void no_value_and_an_empty_value_are_the_same() {
        store.verdict(KvVerb.SET, KvEntry.of("a", null, 0, ""));
        KvEntry before = store.existing("a");

        store.set("a", "");

        assertThat(store.existing("a")).isSameAs(before);
    }

    @Test
    void other_flags_are_a_change() {
        store.set("a", "1");
        store.verdict(KvVerb.SET, KvEntry.of("a", "1".getBytes(UTF_8), 7, ""));

        assertThat(store.existing("a").modifyIndex()).isEqualTo(store.index());
        assertThat(store.existing("a").flags()).isEqualTo(7);
    }

    @Test
    void a_plain_set_goes_past_a_lock_leaves_its_session_and_loses_the_lock_index() {
        store.lock("a", "1", ME);
        store.set("a", "2");

        assertThat(store.existing("a").session()).isEqualTo(ME);
        assertThat(store.existing("a").lockIndex()).isZero();
    }

    @Test
    void cas_with_zero_writes_only_what_is_not_there() {
        assertThat(store.verdict(KvVerb.CAS, entry("a", "1"))).isTrue();
        assertThat(store.verdict(KvVerb.CAS, entry("a", "2"))).isFalse();
        assertThat(store.existing("a").value()).isEqualTo("1".getBytes(UTF_8));
    }

    @Test
    void cas_writes_only_over_the_index_expected() {
        store.set("a", "1");
        long index = store.existing("a").modifyIndex();

        assertThat(store.verdict(KvVerb.CAS, expecting(entry("a", "2"), index + 1))).isFalse();
        assertThat(store.verdict(KvVerb.CAS, expecting(entry("b", "2"), index))).isFalse();
        assertThat(store.verdict(KvVerb.CAS, expecting(entry("a", "2"), index))).isTrue();
        assertThat(store.value(Reads.key("b"))).isNull();
    }

    @Test
    void a_free_key_is_locked_and_counts_it() {
        assertThat(store.lock("a", "1", ME)).isTrue();
        assertThat(store.existing("a").lockIndex()).isEqualTo(1);
        assertThat(store.unlock("a", "2", ME)).isTrue();
        assertThat(store.existing("a").lockIndex()).isEqualTo(1);
        assertThat(store.existing("a").session()).isEmpty();
        assertThat(store.lock("a", "3", OTHER)).isTrue();
        assertThat(store.existing("a").lockIndex()).isEqualTo(2);
        assertThat(store.existing("a").session()).isEqualTo(OTHER);
    }

    @Test
    void a_key_that_another_session_holds_is_not_locked() {
        store.lock("a", "1", ME);

        assertThat(store.lock("a", "2", OTHER)).isFalse();
        assertThat(store.unlock("a", "2", OTHER)).isFalse();
        assertThat(store.existing("a").session()).isEqualTo(ME);
        assertThat(store.existing("a").value()).isEqualTo("1".getBytes(UTF_8));
    }

    @Test
    void who_holds_a_key_may_lock_it_again_and_writes_by_that() {
        store.lock("a", "1", ME);

        assertThat(store.lock("a", "2", ME)).isTrue();
        assertThat(store.existing("a").lockIndex()).isEqualTo(1);
        assertThat(store.existing("a").value()).isEqualTo("2".getBytes(UTF_8));
    }

    @Test
    void a_lock_needs_a_session_that_is_there() {
        assertThat(lockAs("")).isEqualTo("missing session");
        assertThat(lockAs(uuid(9))).isEqualTo("invalid session \"" + uuid(9) + "\"");
        assertThat(lockAs("abc"))
                .isEqualTo("failed session lookup: index error: UUID must be 36 characters");
        assertThat(lockAs("zzzzzzzz-2222-3333-4444-555555555555"))
                .isEqualTo(
                        "failed session lookup: index error: Invalid UUID: encoding/hex: invalid"
                                + " byte: U+007A 'z'");
        assertThat(lockAs("11111111-2222-3333-4444-55555555555-"))
                .isEqualTo(
                        "failed session lookup: index error: UUID should have maximum of 4 \"-\";"
                                + " got 5");
        assertThat(store.value(Reads.key("a"))).isNull();
    }

    @Test
    void an_unlock_needs_a_session_but_looks_for_none() {
        store.set("a", "1");

        assertThat(store.apply(TestStore.kv(KvVerb.UNLOCK, entry("a", "2"))))
                .isEqualTo(new Outcome.Refused("missing session"));
        assertThat(store.unlock("a", "2", "abc")).isFalse();
        assertThat(store.unlock("absent", "2", ME)).isFalse();
    }

    @Test
    void a_deletion_leaves_a_trace_and_one_of_nothing_does_not() {
        store.set("a", "1");
        store.delete("a");
        assertThat(store.value(Reads.key("a"))).isNull();
        assertThat(store.effects.tombstoneIndex()).isEqualTo(store.index());

        long index = store.index(Reads.key("a"));
        store.delete("a");
        assertThat(store.effects.tombstoneIndex()).isZero();
        assertThat(store.index(Reads.key("a"))).isEqualTo(index);
    }

    @Test
    void delete_cas_deletes_only_at_the_index_expected_and_calls_absence_success() {
        store.set("a", "1");
        long index = store.existing("a").modifyIndex();

        assertThat(store.verdict(KvVerb.DELETE_CAS, entry("a", ""))).isFalse();
        assertThat(store.verdict(KvVerb.DELETE_CAS, expecting(entry("a", ""), index + 1)))
                .isFalse();
        assertThat(store.verdict(KvVerb.DELETE_CAS, expecting(entry("a", ""), index))).isTrue();
        assertThat(store.value(Reads.key("a"))).isNull();
        assertThat(store.verdict(KvVerb.DELETE_CAS, expecting(entry("a", ""), index))).isTrue();
    }

    @Test
    void delete_tree_takes_text_prefixes_and_forgets_locks_below() {
        store.lock("app/a", "1", ME);
        store.set("app/b", "1");
        store.set("apple", "1");
        store.set("b", "1");

        store.deleteTree("app");

        assertThat(store.value(Reads.keyNames("", ""))).containsExactly("b");
        store.destroy(ME);
        assertThat(store.effects.lockDelays()).isEmpty();
    }

    @Test
    void the_empty_prefix_deletes_all_without_a_trace() {
        store.set("a", "1");
        store.deleteTree("");

        assertThat(store.value(Reads.keysBelow(""))).isEmpty();
        assertThat(store.store.root().keys().tombstones().size()).isZero();
    }

    @Test
    void an_unknown_verb_is_refused() {
        assertThat(store.apply(TestStore.kv("zap", entry("a", ""))))
                .isEqualTo(new Outcome.Refused("Invalid KVS operation 'zap'"));
    }

    private String lockAs(String session) {
        return switch (store.apply(TestStore.kv(KvVerb.LOCK, KvEntry.of("a", null, 0, session)))) {
            case Outcome.Refused(String text) -> text;
            case Outcome other -> throw new AssertionError(other);
        };
    }
}
