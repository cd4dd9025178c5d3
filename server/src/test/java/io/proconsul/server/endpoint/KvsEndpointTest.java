package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.SessionMethods;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

class KvsEndpointTest {
    private final ServerFixture fixture = ServerFixture.leading();

    private KvEntry entry(String key) {
        List<KvEntry> entries = fixture.call(Kvs.GET, Requests.key(key)).value().entries();
        return Objects.requireNonNull(entries).getFirst();
    }

    private boolean apply(String verb, String key, String session, long modifyIndex) {
        return fixture.call(Kvs.APPLY, Requests.kv(verb, key, "v", session, modifyIndex)).value();
    }

    private String session() {
        return fixture.call(SessionMethods.APPLY, Requests.create(ServerFixture.NODE, "", ""))
                .value();
    }

    @Test
    void verbs_without_a_condition_reply_false_as_on_the_wire() {
        assertThat(apply(KvVerb.SET, "k", "", 0)).isFalse();
        assertThat(entry("k").modifyIndex()).isPositive();
        assertThat(apply(KvVerb.DELETE, "k", "", 0)).isFalse();
        assertThat(apply(KvVerb.DELETE_TREE, "", "", 0)).isFalse();
        assertThat(fixture.call(Kvs.GET, Requests.key("k")).value().entries()).isNull();
    }

    @Test
    void verbs_with_a_condition_reply_whether_it_held() {
        assertThat(apply(KvVerb.CAS, "k", "", 0)).isTrue();
        assertThat(apply(KvVerb.CAS, "k", "", 0)).isFalse();
        assertThat(apply(KvVerb.CAS, "k", "", entry("k").modifyIndex())).isTrue();
        assertThat(apply(KvVerb.DELETE_CAS, "k", "", 1)).isFalse();
        assertThat(apply(KvVerb.DELETE_CAS, "k", "", entry("k").modifyIndex())).isTrue();
    }

    @Test
    void a_missing_key_has_no_entries_and_an_index_above_zero() {
        var answer = fixture.call(Kvs.GET, Requests.key("none"));
        assertThat(answer.value().entries()).isNull();
        assertThat(answer.meta().index()).isEqualTo(1);
        var below = fixture.call(Kvs.LIST, Requests.key("none"));
        assertThat(below.value().entries()).isNull();
        assertThat(below.meta().index()).isEqualTo(1);
        var names = fixture.call(Kvs.LIST_KEYS, Requests.names("none", "/"));
        assertThat(names.value().keys()).isNull();
        assertThat(names.meta().index()).isEqualTo(1);
    }

    @Test
    void lists_hold_what_is_below_the_prefix() {
        for (String key : List.of("a/1", "a/2/x", "a/2/y", "b")) {
            apply(KvVerb.SET, key, "", 0);
        }
        assertThat(fixture.call(Kvs.LIST, Requests.key("a/")).value().entries())
                .extracting(KvEntry::key)
                .containsExactly("a/1", "a/2/x", "a/2/y");
        assertThat(fixture.call(Kvs.LIST_KEYS, Requests.names("a/", "/")).value().keys())
                .containsExactly("a/1", "a/2/");
    }

    @Test
    void wrong_requests_are_refused_before_the_log() {
        int proposed = fixture.proposed();
        assertThat(fixture.refusal(Kvs.APPLY, Requests.set("", "v"))).isEqualTo("Must provide key");
        assertThat(fixture.refusal(Kvs.APPLY, Requests.kv("zap", "k", "", "", 0)))
                .isEqualTo("Invalid KVS operation 'zap'");
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }

    @Test
    void locks_of_sessions_that_do_not_exist_are_refused() {
        String unknown = "bbbbbbbb-0000-4000-8000-00000000dead";
        assertThat(fixture.refusal(Kvs.APPLY, Requests.kv(KvVerb.LOCK, "k", "", unknown, 0)))
                .isEqualTo("invalid session \"" + unknown + "\"");
        assertThat(fixture.refusal(Kvs.APPLY, Requests.kv(KvVerb.LOCK, "k", "", "notauuid", 0)))
                .isEqualTo("failed session lookup: index error: UUID must be 36 characters");
        assertThat(fixture.refusal(Kvs.APPLY, Requests.kv(KvVerb.LOCK, "k", "", "", 0)))
                .isEqualTo("missing session");
    }

    @Test
    void a_lock_has_one_holder() {
        String mine = session();
        String other = session();
        assertThat(apply(KvVerb.LOCK, "lock", mine, 0)).isTrue();
        assertThat(apply(KvVerb.LOCK, "lock", mine, 0)).isTrue();
        assertThat(apply(KvVerb.LOCK, "lock", other, 0)).isFalse();
        assertThat(apply(KvVerb.UNLOCK, "lock", other, 0)).isFalse();
        assertThat(entry("lock").session()).isEqualTo(mine);
        assertThat(entry("lock").lockIndex()).isEqualTo(1);
        assertThat(apply(KvVerb.UNLOCK, "lock", mine, 0)).isTrue();
        assertThat(apply(KvVerb.LOCK, "lock", other, 0)).isTrue();
    }

    @Test
    void a_lock_lost_with_its_session_cannot_be_had_until_the_delay_is_over() {
        String first = session();
        String second = session();
        assertThat(apply(KvVerb.LOCK, "lock", first, 0)).isTrue();
        fixture.call(SessionMethods.APPLY, Requests.destroy(first));
        assertThat(entry("lock").session()).isEmpty();

        int proposed = fixture.proposed();
        assertThat(apply(KvVerb.LOCK, "lock", second, 0)).isFalse();
        assertThat(fixture.proposed()).as("not even proposed").isEqualTo(proposed);
        assertThat(apply(KvVerb.SET, "lock", "", 0)).as("only locking is delayed").isFalse();

        fixture.pass(Duration.ofSeconds(15));
        assertThat(apply(KvVerb.LOCK, "lock", second, 0)).isTrue();
    }

    @Test
    void an_explicit_unlock_leaves_no_delay() {
        String first = session();
        String second = session();
        apply(KvVerb.LOCK, "lock", first, 0);
        apply(KvVerb.UNLOCK, "lock", first, 0);
        assertThat(apply(KvVerb.LOCK, "lock", second, 0)).isTrue();
    }

    @Test
    void a_key_is_waited_for_by_its_own_index() {
        apply(KvVerb.SET, "w/one", "", 0);
        long index = fixture.call(Kvs.GET, Requests.key("w/one")).meta().index();
        assertThat(index).isEqualTo(entry("w/one").modifyIndex());
        var waiting =
                fixture.start(Kvs.GET, new KeyRequest("dc1", "w/one", Requests.waiting(index)));
        apply(KvVerb.SET, "w/other", "", 0);
        fixture.notifier.run();
        assertThat(waiting).isNotDone();
        fixture.call(Kvs.APPLY, Requests.set("w/one", "changed"));
        fixture.notifier.run();
        assertThat(waiting).isCompleted();
        assertThat(waiting.join().meta().index()).isGreaterThan(index);
    }

    @Test
    void a_prefix_is_waited_for_and_a_deletion_below_it_counts() {
        apply(KvVerb.SET, "w/one", "", 0);
        apply(KvVerb.SET, "w/two", "", 0);
        long index = fixture.call(Kvs.LIST_KEYS, Requests.names("w/", "")).meta().index();
        var waiting = fixture.start(Kvs.LIST, new KeyRequest("dc1", "w/", Requests.waiting(index)));
        apply(KvVerb.SET, "x", "", 0);
        fixture.notifier.run();
        assertThat(waiting).isNotDone();
        apply(KvVerb.DELETE, "w/one", "", 0);
        fixture.notifier.run();
        assertThat(waiting.join().value().entries())
                .extracting(KvEntry::key)
                .containsExactly("w/two");
        assertThat(waiting.join().meta().index()).isGreaterThan(index);
    }

    @Test
    void writing_the_same_again_wakes_nobody() {
        apply(KvVerb.SET, "k", "", 0);
        long index = entry("k").modifyIndex();
        var waiting = fixture.start(Kvs.GET, new KeyRequest("dc1", "k", Requests.waiting(index)));
        apply(KvVerb.SET, "k", "", 0);
        fixture.notifier.run();
        assertThat(waiting).isNotDone();
        assertThat(entry("k").modifyIndex()).isEqualTo(index);
    }

    @Test
    void filters_do_not_apply_to_keys() {
        apply(KvVerb.SET, "k", "", 0);
        QueryOptions filtered = Requests.filtered("Nope == 1");
        assertThat(fixture.call(Kvs.LIST, new KeyRequest("dc1", "k", filtered)).value().entries())
                .hasSize(1);
    }
}
