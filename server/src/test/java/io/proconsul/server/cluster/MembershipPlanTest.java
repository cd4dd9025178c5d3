package io.proconsul.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.raft.Peer;
import io.proconsul.server.cluster.MembershipPlan.Change;
import io.proconsul.server.cluster.MembershipPlan.View;
import io.proconsul.server.leader.Member;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class MembershipPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Set<String> heard = new HashSet<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<ServerMember> servers = new ArrayList<>();
    private final Map<String, ServerKind> kinds = new HashMap<>();
    private final Map<String, ServerHealth> health = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private AutopilotConfig config = AutopilotConfig.DEFAULT;

    MembershipPlanTest() {
        voter("a", Member.Status.ALIVE);
    }

    private void server(String id, Member.Status status, boolean voter) {
        servers.add(new ServerMember(id, id, id + ":8300", status, false, 3, voter, "1.8.7", "3"));
        kinds.put(id, ServerKind.OURS);
    }

    private void voter(String id, Member.Status status) {
        peers.add(new Peer(id, id + ":8300", true));
        server(id, status, true);
    }

    private void deadVoter(String id) {
        voter(id, Member.Status.FAILED);
        health(id, false, Duration.ofSeconds(30));
    }

    private void nonVoter(String id, boolean healthy, Duration since) {
        peers.add(new Peer(id, id + ":8300", false));
        server(id, Member.Status.ALIVE, true);
        health(id, healthy, since);
    }

    private void health(String id, boolean healthy, Duration since) {
        health.put(
                id,
                new ServerHealth(
                        id,
                        id,
                        "",
                        1,
                        "",
                        false,
                        Duration.ZERO,
                        1,
                        1,
                        healthy,
                        false,
                        NOW.minus(since)));
    }

    private Optional<Change> next() {
        return MembershipPlan.next(
                new View(
                        "a",
                        peers,
                        heard,
                        servers,
                        kinds,
                        health,
                        config,
                        waiting,
                        Duration.ZERO,
                        NOW));
    }

    private Optional<Change> nextAfterLeading(Duration time) {
        return MembershipPlan.next(
                new View("a", peers, heard, servers, kinds, health, config, waiting, time, NOW));
    }

    @Test
    void when_all_take_part_nothing_changes() {
        voter("b", Member.Status.ALIVE);
        voter("c", Member.Status.ALIVE);
        assertThat(next()).isEmpty();
    }

    @Test
    void a_server_that_turns_up_is_added_without_a_vote() {
        server("b", Member.Status.ALIVE, true);
        assertThat(next()).contains(new Change.Add(new Peer("b", "b:8300", false)));
        waiting.add("b");
        assertThat(next()).isEmpty();
    }

    @Test
    void in_a_young_cluster_it_gets_its_vote_at_once() {
        nonVoter("b", false, Duration.ZERO);
        assertThat(next()).contains(new Change.Promote("b"));
    }

    @Test
    void the_fourth_gets_it_after_it_was_healthy_for_ten_seconds() {
        voter("b", Member.Status.ALIVE);
        voter("c", Member.Status.ALIVE);
        nonVoter("d", true, Duration.ofSeconds(9));
        assertThat(next()).isEmpty();
        health.clear();
        peers.removeLast();
        servers.removeLast();
        nonVoter("d", true, Duration.ofSeconds(10));
        assertThat(next()).contains(new Change.Promote("d"));
        health.clear();
        peers.removeLast();
        servers.removeLast();
        nonVoter("d", false, Duration.ofSeconds(60));
        assertThat(next()).isEmpty();
    }

    @Test
    void who_wants_no_vote_gets_none_and_loses_the_one_it_has() {
        peers.add(new Peer("b", "b:8300", false));
        server("b", Member.Status.ALIVE, false);
        assertThat(next()).isEmpty();
        voter("c", Member.Status.ALIVE);
        peers.add(new Peer("d", "d:8300", true));
        server("d", Member.Status.ALIVE, false);
        assertThat(next()).contains(new Change.Demote("d"));
    }

    @Test
    void who_has_left_is_removed() {
        voter("b", Member.Status.LEFT);
        assertThat(next()).contains(new Change.Remove("b", "it has left"));
    }

    @Test
    void the_dead_are_expelled_only_while_they_are_few() {
        deadVoter("b");
        voter("c", Member.Status.ALIVE);
        assertThat(next()).as("one of three").isEmpty();
        voter("d", Member.Status.ALIVE);
        assertThat(next()).as("one of four").contains(new Change.Expel("b", "b"));
        deadVoter("e");
        assertThat(next()).as("two of five").isEmpty();
        voter("f", Member.Status.ALIVE);
        assertThat(next()).as("two of six").contains(new Change.Expel("b", "b"));
    }

    @Test
    void only_a_server_that_is_known_to_be_of_our_kind_is_added() {
        server("b", Member.Status.ALIVE, true);
        assertThat(next()).contains(new Change.Add(new Peer("b", "b:8300", false)));
        kinds.put("b", ServerKind.CONSUL);
        assertThat(next()).isEmpty();
        kinds.remove("b");
        assertThat(next()).as("nobody knows yet").isEmpty();
    }

    @Test
    void a_peer_whose_place_a_genuine_server_has_taken_is_removed() {
        voter("d", Member.Status.ALIVE);
        voter("b", Member.Status.ALIVE);
        voter("c", Member.Status.ALIVE);
        kinds.put("c", ServerKind.CONSUL_WITH_LOG);
        health("c", false, Duration.ofSeconds(30));
        assertThat(next())
                .contains(new Change.Remove("c", "a genuine Consul server has taken its place"));
    }

    @Test
    void whoever_answers_the_log_is_not_dead_though_gossip_has_not_found_it_again() {
        voter("d", Member.Status.ALIVE);
        deadVoter("b");
        voter("c", Member.Status.ALIVE);
        heard.add("b");
        assertThat(next()).isEmpty();
        heard.clear();
        assertThat(next()).contains(new Change.Expel("b", "b"));
    }

    @Test
    void who_failed_a_moment_ago_may_come_back() {
        deadVoter("b");
        voter("c", Member.Status.ALIVE);
        health("b", false, Duration.ofSeconds(29));
        assertThat(next()).isEmpty();
        health("b", true, Duration.ofSeconds(99));
        assertThat(next()).isEmpty();
        health.clear();
        assertThat(next()).as("nobody has looked at it yet").isEmpty();
    }

    @Test
    void never_below_the_minimum_an_operator_set() {
        voter("b", Member.Status.ALIVE);
        deadVoter("c");
        voter("d", Member.Status.ALIVE);
        config = withMinQuorum(4);
        assertThat(next()).isEmpty();
        config = withMinQuorum(3);
        assertThat(next()).contains(new Change.Expel("c", "c"));
    }

    private static AutopilotConfig withMinQuorum(long least) {
        AutopilotConfig usual = AutopilotConfig.DEFAULT;
        return new AutopilotConfig(
                true,
                usual.lastContactThreshold(),
                usual.maxTrailingLogs(),
                least,
                usual.serverStabilizationTime(),
                "",
                false,
                "",
                0,
                0);
    }

    @Test
    void who_is_unknown_to_gossip_has_some_time_to_be_met_again() {
        for (String id : List.of("b", "c", "d")) {
            voter(id, Member.Status.ALIVE);
        }
        peers.add(new Peer("e", "e:8300", true));
        health("e", false, Duration.ofSeconds(30));
        assertThat(nextAfterLeading(Duration.ofSeconds(59))).isEmpty();
        assertThat(nextAfterLeading(Duration.ofSeconds(60)))
                .contains(new Change.Remove("e", "gossip does not know it"));
    }

    @Test
    void a_bootstrap_server_does_not_add_another() {
        servers.clear();
        for (String id : List.of("a", "b")) {
            servers.add(
                    new ServerMember(id, id, id, Member.Status.ALIVE, true, 0, true, "1.8.7", "3"));
        }
        assertThat(next()).isEmpty();
    }
}
