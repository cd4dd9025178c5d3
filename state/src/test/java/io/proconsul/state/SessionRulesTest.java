package io.proconsul.state;

import static io.proconsul.state.TestStore.check;
import static io.proconsul.state.TestStore.service;
import static io.proconsul.state.TestStore.session;
import static io.proconsul.state.TestStore.uuid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.session.Session;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

class SessionRulesTest {
    private static final String ID = uuid(1);

    private final TestStore store = new TestStore();

    @BeforeEach
    void a_node_with_checks() {
        store.node("n");
        store.check(check("n", "serfHealth", "passing"));
        store.check(check("n", "bad", "critical"));
        store.service("n", service("web", "web"));
        store.check(check("n", "webCheck", "passing", "web"));
    }

    @Test
    void a_session_is_there_once_it_is_created() {
        assertThat(store.create(session(ID, "n", "", "serfHealth")))
                .isEqualTo(new Outcome.SessionCreated(ID));

        Session session = store.found(Reads.session(ID));
        assertThat(session.behavior()).isEqualTo(Session.RELEASE);
        assertThat(session.createIndex()).isEqualTo(store.index());
        assertThat(store.effects.sessionsCreated()).containsExactly(session);
        assertThat(store.value(Reads.session(ID.toUpperCase(Locale.ROOT)))).isEqualTo(session);
        assertThat(store.value(Reads.nodeSessions("N"))).containsExactly(session);
        assertThat(store.value(Reads.sessions())).containsExactly(session);
        assertThat(store.index(Reads.session(uuid(5)))).isEqualTo(store.index());
    }

    @Test
    void what_a_session_depends_on_must_be_there_and_well() {
        assertRefused(session(ID, "absent", ""), "Missing node registration");
        assertRefused(session(ID, "n", "", "nope"), "Missing check 'nope' registration");
        assertRefused(session(ID, "n", "", "bad"), "Check 'bad' is in critical state");
        assertRefused(session(ID, "n", "zap"), "Invalid session behavior: zap");
        assertRefused(session("", "n", ""), "Missing session ID");
        assertThat(store.value(Reads.sessions())).isEmpty();
    }

    @Test
    void checks_may_be_named_in_three_ways() {
        Session session =
                new Session(
                        ID,
                        "",
                        "n",
                        Duration.ZERO,
                        "",
                        "",
                        List.of("serfHealth"),
                        List.of(new Session.ServiceCheck("webCheck", "")),
                        null,
                        0,
                        0);
        store.create(session);
        store.deregister("n", "web", "");
        assertThat(store.effects.sessionsEnded()).containsExactly(ID);

        Session old =
                new Session(ID, "", "n", Duration.ZERO, "", "", null, null, List.of("bad"), 0, 0);
        assertRefused(old, "Check 'bad' is in critical state");
    }

    @Test
    void the_end_of_a_session_releases_what_it_holds() {
        store.create(session(ID, "n", "", Duration.ofSeconds(3)));
        store.lock("a", "1", ID);
        store.lock("b", "1", ID);
        store.unlock("b", "1", ID);
        store.set("c", "1");

        store.destroy(ID);

        assertThat(store.existing("a").session()).isEmpty();
        assertThat(store.existing("a").lockIndex()).isEqualTo(1);
        assertThat(store.existing("a").modifyIndex()).isEqualTo(store.index());
        assertThat(store.existing("b").modifyIndex()).isLessThan(store.index());
        assertThat(store.effects.sessionsEnded()).containsExactly(ID);
        assertThat(store.effects.lockDelays())
                .containsExactly(new LockDelay("a", Duration.ofSeconds(3)));
        assertThat(store.value(Reads.session(ID))).isNull();
    }

    @Test
    void the_end_of_a_session_may_delete_what_it_holds() {
        store.create(session(ID, "n", Session.DELETE));
        store.lock("a", "1", ID);

        store.destroy(ID);

        assertThat(store.value(Reads.key("a"))).isNull();
        assertThat(store.effects.tombstoneIndex()).isEqualTo(store.index());
        assertThat(store.effects.lockDelays()).hasSize(1);
    }

    @Test
    void a_lock_delay_is_at_most_a_minute_and_may_be_none() {
        store.create(session(ID, "n", "", Duration.ofMinutes(5)));
        store.create(session(uuid(2), "n", "", Duration.ZERO));
        store.lock("a", "1", ID);
        store.lock("b", "1", uuid(2));

        store.destroy(ID);
        assertThat(store.effects.lockDelays())
                .containsExactly(new LockDelay("a", Duration.ofSeconds(60)));
        store.destroy(uuid(2));
        assertThat(store.effects.lockDelays()).isEmpty();
    }

    @Test
    void a_check_that_turns_critical_ends_the_session() {
        store.create(session(ID, "n", "", "serfHealth"));

        store.check(check("n", "serfHealth", "warning"));
        assertThat(store.value(Reads.session(ID))).isNotNull();
        store.check(check("n", "serfHealth", "critical"));
        assertThat(store.value(Reads.session(ID))).isNull();
    }

    @Test
    void a_check_that_is_removed_ends_the_session() {
        store.create(session(ID, "n", "", "serfHealth"));
        store.deregister("n", "", "serfHealth");

        assertThat(store.value(Reads.session(ID))).isNull();
    }

    @Test
    void a_node_that_is_removed_ends_its_sessions_once_each() {
        store.create(session(ID, "n", "", "serfHealth", "webCheck"));
        store.create(session(uuid(2), "n", ""));
        store.lock("a", "1", ID);

        store.deregister("n", "", "");

        assertThat(store.effects.sessionsEnded()).containsExactlyInAnyOrder(ID, uuid(2));
        assertThat(store.effects.lockDelays()).hasSize(1);
        assertThat(store.value(Reads.sessions())).isEmpty();
    }

    @Test
    void destroying_what_is_not_there_changes_nothing() {
        long before = store.index(Reads.sessions());

        assertThat(store.destroy(uuid(7))).isEqualTo(new Outcome.Done());
        assertThat(store.index(Reads.sessions())).isEqualTo(before);
        assertThat(store.destroy("abc"))
                .isEqualTo(
                        new Outcome.Refused(
                                "failed session lookup: index error: UUID must be 36"
                                        + " characters"));
    }

    @Test
    void something_that_is_no_id_cannot_be_asked_for() {
        assertThatThrownBy(() -> store.value(Reads.session("abc")))
                .isInstanceOf(BadLookupException.class)
                .hasMessage("failed session lookup: index error: UUID must be 36 characters");
    }

    @Test
    void a_lock_taken_under_the_id_in_another_case_ends_with_the_session() {
        String id = "abcdef00-0000-4000-8000-0000000000ab";
        store.create(session(id, "n", ""));
        store.lock("a", "1", id.toUpperCase(Locale.ROOT));

        store.destroy(id);

        assertThat(store.existing("a").session()).isEmpty();
    }

    private void assertRefused(Session session, String text) {
        assertThat(store.create(session)).isEqualTo(new Outcome.Refused(text));
    }
}
