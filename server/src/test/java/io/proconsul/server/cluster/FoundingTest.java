package io.proconsul.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.raft.Peer;
import io.proconsul.server.cluster.Founding.Decision;
import io.proconsul.server.cluster.Founding.News;
import io.proconsul.server.leader.Member;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class FoundingTest {
    private static final FoundingSettings EXPECT_THREE = new FoundingSettings(false, 3, true);
    private static final FoundingSettings BOOTSTRAP = new FoundingSettings(true, 0, true);

    private static Founding founding(FoundingSettings settings, String id) {
        return new Founding(settings, new Peer(id, id + ":8300", true));
    }

    private static ServerMember server(String id, boolean bootstrap, int expect) {
        return new ServerMember(
                "node-" + id,
                id,
                id + ":8300",
                Member.Status.ALIVE,
                bootstrap,
                expect,
                true,
                "1.8.7",
                "3");
    }

    private static ServerMember expecting(String id) {
        return server(id, false, 3);
    }

    private static final List<ServerMember> B_AND_C = List.of(expecting("b"), expecting("c"));
    private static final Set<String> ALL = Set.of("a", "b", "c");

    @Test
    void who_expects_others_waits_until_enough_have_met() {
        Founding a = founding(EXPECT_THREE, "a");
        Decision decision = a.decide(new News(List.of(expecting("b")), Map.of(), true, List.of()));
        assertThat(decision).isEqualTo(new Decision.Wait("2 of 3 servers have met"));
        assertThat(a.answer()).isEqualTo(FoundingAnswer.WAITING);
    }

    @Test
    void nobody_begins_a_log_where_servers_of_another_kind_have_one() {
        Map<String, FoundingAnswer> agreed =
                Map.of("b", FoundingAnswer.proposed(ALL), "c", FoundingAnswer.proposed(ALL));
        List<ServerMember> genuine = List.of(expecting("g"));
        var complaint =
                new Decision.Complain(
                        "genuine Consul servers have a log in this datacenter: node-g");

        assertThat(founding(EXPECT_THREE, "a").decide(new News(B_AND_C, agreed, true, genuine)))
                .isEqualTo(complaint);
        assertThat(founding(BOOTSTRAP, "a").decide(new News(List.of(), Map.of(), false, genuine)))
                .isEqualTo(complaint);
    }

    @Test
    void who_finds_servers_of_its_kind_that_have_a_log_joins_them_whoever_else_is_there() {
        Map<String, FoundingAnswer> running =
                Map.of("b", FoundingAnswer.begun(Set.of("b", "c"), true));
        assertThat(
                        founding(EXPECT_THREE, "a")
                                .decide(new News(B_AND_C, running, true, List.of(expecting("g")))))
                .isInstanceOf(Decision.Join.class);
    }

    @Test
    void a_log_begins_when_all_propose_the_same_servers() {
        Founding a = founding(EXPECT_THREE, "a");
        assertThat(a.decide(new News(B_AND_C, Map.of(), true, List.of())))
                .isInstanceOf(Decision.Wait.class);
        assertThat(a.answer()).isEqualTo(FoundingAnswer.proposed(ALL));

        Decision decision =
                a.decide(
                        new News(
                                B_AND_C,
                                Map.of(
                                        "b", FoundingAnswer.proposed(ALL),
                                        "c", FoundingAnswer.begun(ALL, false)),
                                true,
                                List.of()));
        assertThat(decision)
                .isEqualTo(
                        new Decision.Begin(
                                List.of(
                                        new Peer("a", "a:8300", true),
                                        new Peer("b", "b:8300", true),
                                        new Peer("c", "c:8300", true))));
    }

    @Test
    void servers_that_expect_different_numbers_never_begin_and_the_text_says_who_says_what() {
        Founding a = founding(EXPECT_THREE, "a");
        List<ServerMember> others = List.of(expecting("b"), server("c", false, 2));
        Map<String, FoundingAnswer> answers =
                Map.of(
                        "b", FoundingAnswer.proposed(ALL),
                        "c", FoundingAnswer.proposed(ALL));
        assertThat(a.decide(new News(others, answers, false, List.of())))
                .isInstanceOfSatisfying(
                        Decision.Complain.class,
                        complaint ->
                                assertThat(complaint.why())
                                        .contains("this one expects 3", "node-c expects 2"));
        assertThat(a.answer()).isEqualTo(FoundingAnswer.WAITING);
    }

    @Test
    void a_bootstrap_server_ends_the_expectations_of_the_others() {
        Founding b = founding(new FoundingSettings(false, 2, true), "b");
        assertThat(b.decide(new News(List.of(server("a", true, 0)), Map.of(), true, List.of())))
                .isInstanceOf(Decision.Join.class);
    }

    @Test
    void who_finds_a_running_log_joins_it() {
        Founding a = founding(EXPECT_THREE, "a");
        FoundingAnswer running = FoundingAnswer.begun(Set.of("b", "c"), true);
        assertThat(a.decide(new News(B_AND_C, Map.of("b", running), true, List.of())))
                .isEqualTo(new Decision.Join("existing Raft peers reported by node-b"));
        assertThat(
                        founding(BOOTSTRAP, "a")
                                .decide(new News(B_AND_C, Map.of("b", running), true, List.of())))
                .isEqualTo(new Decision.Join("existing Raft peers reported by node-b"));
    }

    @Test
    void a_wiped_server_does_not_begin_again_with_those_who_remember_it() {
        Founding a = founding(EXPECT_THREE, "a");
        FoundingAnswer remembers = FoundingAnswer.begun(ALL, true);
        assertThat(
                        a.decide(
                                new News(
                                        B_AND_C,
                                        Map.of("b", remembers, "c", remembers),
                                        true,
                                        List.of())))
                .isInstanceOf(Decision.Join.class);
    }

    @Test
    void a_bootstrap_server_begins_when_nobody_else_turns_up() {
        Founding a = founding(BOOTSTRAP, "a");
        assertThat(a.decide(new News(List.of(), Map.of(), true, List.of())))
                .isInstanceOf(Decision.Wait.class);
        assertThat(a.decide(new News(List.of(), Map.of(), false, List.of())))
                .isEqualTo(new Decision.Begin(List.of(new Peer("a", "a:8300", true))));
    }

    @Test
    void a_bootstrap_server_begins_at_once_when_those_it_met_have_nothing() {
        Founding a = founding(BOOTSTRAP, "a");
        Map<String, FoundingAnswer> answers = Map.of("b", FoundingAnswer.WAITING);
        assertThat(a.decide(new News(List.of(expecting("b")), answers, true, List.of())))
                .isInstanceOf(Decision.Begin.class);
    }

    @Test
    void a_bootstrap_server_never_begins_beside_servers_that_lost_their_leader() {
        Founding a = founding(BOOTSTRAP, "a");
        Map<String, FoundingAnswer> answers =
                Map.of("b", FoundingAnswer.begun(Set.of("b", "c"), false));
        assertThat(a.decide(new News(List.of(expecting("b")), answers, false, List.of())))
                .isInstanceOf(Decision.Complain.class);
    }

    @Test
    void of_two_bootstrap_servers_one_begins() {
        Map<String, FoundingAnswer> empty =
                Map.of("a", FoundingAnswer.WAITING, "b", FoundingAnswer.WAITING);
        assertThat(
                        founding(BOOTSTRAP, "a")
                                .decide(
                                        new News(
                                                List.of(server("b", true, 0)),
                                                empty,
                                                false,
                                                List.of())))
                .isInstanceOf(Decision.Begin.class);
        assertThat(
                        founding(BOOTSTRAP, "b")
                                .decide(
                                        new News(
                                                List.of(server("a", true, 0)),
                                                empty,
                                                false,
                                                List.of())))
                .isInstanceOf(Decision.Complain.class);
    }

    @Test
    void who_proposed_a_list_that_others_began_with_begins_with_it_too() {
        Founding a = founding(EXPECT_THREE, "a");
        a.decide(new News(B_AND_C, Map.of(), true, List.of()));
        List<ServerMember> four = List.of(expecting("b"), expecting("c"), expecting("d"));
        a.decide(new News(four, Map.of(), true, List.of()));
        assertThat(a.answer().ids()).contains("d");

        Decision decision =
                a.decide(
                        new News(
                                four,
                                Map.of("b", FoundingAnswer.begun(ALL, false)),
                                true,
                                List.of()));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Begin.class,
                        begin ->
                                assertThat(begin.founders())
                                        .extracting(Peer::id)
                                        .containsExactly("a", "b", "c"));
    }

    @Test
    void answers_survive_their_journey() {
        for (FoundingAnswer answer :
                List.of(
                        FoundingAnswer.WAITING,
                        FoundingAnswer.proposed(ALL),
                        FoundingAnswer.begun(ALL, true),
                        FoundingAnswer.begun(Set.of("a"), false))) {
            assertThat(FoundingAnswer.of(answer.texts())).isEqualTo(answer);
        }
        assertThat(FoundingAnswer.of(List.of())).isEqualTo(FoundingAnswer.WAITING);
        assertThat(FoundingAnswer.of(List.of("what", "is", "this")))
                .isEqualTo(FoundingAnswer.WAITING);
    }
}
