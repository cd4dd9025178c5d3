package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.Cluster.Server;
import io.proconsul.raft.EngineEvent.ConfigurationChanged;
import io.proconsul.raft.EngineEvent.LeaderChanged;
import io.proconsul.raft.EngineEvent.LeadershipGained;
import io.proconsul.raft.EngineEvent.LeadershipLost;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What an engine does on several servers. */
public abstract class ClusterConformance implements Cluster.Maker {
    /** Longer than the election timeout of the engines under test. */
    private static final Duration NO_CONTACT = Duration.ofSeconds(1);

    @TempDir private Path temp;

    private Cluster cluster;

    @BeforeEach
    void begin() {
        cluster = new Cluster(temp, this);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    final Cluster cluster() {
        return cluster;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(Observer.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void assertSame(List<Server> servers, String last) throws Exception {
        for (Server server : servers) {
            server.awaitCommand(last);
        }
        for (Server server : servers) {
            assertThat(server.register.commands())
                    .as(server.id())
                    .isEqualTo(servers.getFirst().register.commands());
        }
    }

    private void awaitRole(Server server, EngineStatus.Role role) throws Exception {
        cluster.await(server.id() + " as " + role, () -> server.status().role() == role);
    }

    @Test
    void three_servers_elect_one_leader_and_hold_the_same() throws Exception {
        List<Server> servers = cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        for (int i = 0; i < 100; i++) {
            cluster.propose("c" + i);
        }

        assertSame(servers, "c99");
        assertThat(servers.stream().filter(Server::leads)).hasSize(1);
        for (Server server : servers) {
            assertThat(server.status().leaderId()).isEqualTo(leader.id());
            assertThat(server.status().leaderAddress()).isEqualTo(leader.peer.address());
            assertThat(server.status().peers()).hasSize(3).allMatch(Peer::voter);
            assertThat(server.observer.of(LeaderChanged.class))
                    .contains(new LeaderChanged(leader.id(), leader.peer.address()));
        }
    }

    @Test
    void a_follower_takes_no_commands() throws Exception {
        cluster.found("a", "b", "c");
        Server follower = cluster.others(cluster.leader()).getFirst();

        assertThatThrownBy(() -> get(follower.engine.propose(Register.command("no"))))
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);
    }

    @Test
    void a_follower_knows_after_a_barrier_what_the_leader_acknowledged() throws Exception {
        cluster.found("a", "b", "c");
        Server follower = cluster.others(cluster.leader()).getFirst();
        for (int i = 0; i < 20; i++) {
            cluster.propose("c" + i);
            get(follower.engine.barrier());
            assertThat(follower.register.commands()).contains("c" + i);
        }
    }

    @Test
    void only_a_leader_that_a_quorum_acknowledges_may_answer_from_memory() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        cluster.propose("one");
        cluster.await("a lease", leader.engine::holdsLease);
        assertThat(cluster.others(leader)).noneMatch(server -> server.engine.holdsLease());

        cluster.network.isolate(leader.id());
        Server next = cluster.leader(leader);
        assertThat(leader.engine.holdsLease()).as("nobody answers it any more").isFalse();
        cluster.await("the next has a lease", next.engine::holdsLease);
    }

    @Test
    void a_leader_that_hears_nobody_confirms_nothing() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        cluster.propose("one");
        get(leader.engine.barrier());
        get(leader.engine.barrier());

        cluster.network.deafen(leader.id());
        CompletableFuture<Long> barrier = leader.engine.barrier();
        cluster.propose("two, which that leader does not know", leader);
        assertThatThrownBy(() -> get(barrier))
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);
    }

    @Test
    void who_follows_a_leader_that_was_deposed_learns_nothing_old_from_it() throws Exception {
        cluster.found("a", "b", "c", "d", "e");
        Server leader = cluster.leader();
        cluster.propose("one");
        Server follower = cluster.others(leader).getFirst();
        get(follower.engine.barrier());

        cluster.network.deafen(leader.id());
        cluster.propose("two", leader);
        awaitBarrier(follower);
        assertThat(follower.register.commands()).containsExactly("one", "two");
    }

    /** Asks again while there is nobody to ask. */
    private void awaitBarrier(Server server) throws Exception {
        cluster.await(
                "a barrier at " + server.id(),
                () -> {
                    try {
                        get(server.engine.barrier());
                        return true;
                    } catch (Exception nobody) {
                        return false;
                    }
                });
    }

    @Test
    void founders_that_die_before_they_meet_begin_with_the_same_list_again() throws Exception {
        Server first = cluster.found("a").getFirst();
        first.engine.close();
        Server alone = cluster.foundedButAlone("d", "e", "f");
        assertThat(alone.engine.hasLog()).isTrue();
        alone.restartAsJoining();

        assertThat(alone.status().peers()).extracting(Peer::id).containsExactly("d", "e", "f");
    }

    @Test
    void a_server_that_waits_to_be_added_has_no_log_also_after_a_restart() throws Exception {
        Server joining = cluster.joining("a");
        assertThat(joining.engine.hasLog()).isFalse();
        joining.engine.close();
        joining.restart();
        assertThat(joining.engine.hasLog()).isFalse();
        assertThat(joining.status().leaderId()).isNull();
    }

    @Test
    void when_the_leader_dies_another_leads_and_nothing_acknowledged_is_lost() throws Exception {
        cluster.found("a", "b", "c");
        Server first = cluster.leader();
        for (int i = 0; i < 20; i++) {
            cluster.propose("before" + i);
        }
        first.engine.close();

        Server second = cluster.leader(first);
        assertThat(second).isNotSameAs(first);
        assertThat(second.status().term()).isGreaterThan(first.status().term());
        cluster.propose("after", first);
        assertThat(second.register.commands()).startsWith("before0").contains("before19");

        first.restart();
        assertSame(List.of(second, first), "after");
    }

    @Test
    void when_all_die_and_come_back_nothing_acknowledged_is_lost() throws Exception {
        List<Server> servers = cluster.found("a", "b", "c");
        for (int i = 0; i < 20; i++) {
            cluster.propose("c" + i);
        }
        cluster.close();
        for (Server server : servers) {
            server.restart();
        }
        cluster.propose("after");

        assertSame(servers, "after");
        assertThat(servers.getFirst().register.commands()).contains("c0", "c19").hasSize(21);
    }

    @Test
    void one_server_grows_to_three_and_each_new_voter_counts() throws Exception {
        Server first = cluster.found("a").getFirst();
        cluster.propose("alone");
        Server second = cluster.joining("b");
        Server third = cluster.joining("c");
        for (Server joining : List.of(second, third)) {
            get(first.engine.addNonVoter(joining.peer));
            joining.awaitCommand("alone");
            awaitRole(joining, EngineStatus.Role.LISTENER);
            get(first.engine.promote(joining.id()));
            awaitRole(joining, EngineStatus.Role.FOLLOWER);
        }
        assertThat(first.status().peers()).hasSize(3).allMatch(Peer::voter);
        cluster.propose("together");
        assertSame(List.of(first, second, third), "together");

        first.engine.close();
        cluster.propose("without the first", first);
        assertSame(List.of(second, third), "without the first");
    }

    @Test
    void a_new_member_is_told_to_everybody() throws Exception {
        Server first = cluster.found("a").getFirst();
        cluster.leader();
        Server second = cluster.joining("b");
        get(first.engine.addNonVoter(second.peer));
        get(first.engine.promote("b"));
        cluster.await(
                "both know both",
                () ->
                        List.of(first, second).stream()
                                .allMatch(server ->
                                        server.observer.of(ConfigurationChanged.class).stream()
                                                .anyMatch(event ->
                                                        event.peers().size() == 2
                                                                && event.peers().stream()
                                                                        .allMatch(Peer::voter))));
    }

    @Test
    void a_server_that_cannot_be_reached_is_not_added() throws Exception {
        Server first = cluster.found("a").getFirst();
        cluster.leader();
        Peer nobody = new Peer("nobody", "nobody:8300", false);

        assertThatThrownBy(() -> get(first.engine.addNonVoter(nobody)))
                .cause()
                .isInstanceOf(ConsensusException.Refused.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("cannot be reached");
        assertThat(first.status().peers()).hasSize(1);
    }

    @Test
    void only_the_leader_changes_who_takes_part() throws Exception {
        cluster.found("a", "b", "c");
        Server follower = cluster.others(cluster.leader()).getFirst();

        assertThatThrownBy(() -> get(follower.engine.removePeer("a")))
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);
    }

    @Test
    void a_non_voter_outlives_one_leader_after_the_other() throws Exception {
        List<Server> voters = cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server nonVoter = cluster.joining("d");
        get(leader.engine.addNonVoter(nonVoter.peer));
        cluster.propose("one");
        nonVoter.awaitCommand("one");

        for (int round = 0; round < 2; round++) {
            Server old = cluster.leader();
            old.engine.close();
            cluster.propose("round" + round, old);
            nonVoter.awaitCommand("round" + round);
            old.restart();
            old.awaitCommand("round" + round);
        }
        assertThat(nonVoter.status().role()).isEqualTo(EngineStatus.Role.LISTENER);
        assertThat(voters).noneMatch(server -> server.status().peers().size() != 4);
    }

    @Test
    void a_voter_that_is_demoted_goes_on_without_a_vote_and_can_come_back() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server demoted = cluster.others(leader).getFirst();
        get(leader.engine.demote(demoted.id()));
        cluster.propose("without its vote");
        demoted.awaitCommand("without its vote");
        awaitRole(demoted, EngineStatus.Role.LISTENER);

        leader.engine.close();
        cluster.await(
                "it would stand for election",
                () -> demoted.status().lastContact().compareTo(NO_CONTACT) > 0);
        leader.restart();
        cluster.propose("after a pause of the leader");
        demoted.awaitCommand("after a pause of the leader");

        get(cluster.leader().engine.promote(demoted.id()));
        cluster.propose("with its vote again");
        demoted.awaitCommand("with its vote again");
        awaitRole(demoted, EngineStatus.Role.FOLLOWER);
    }

    @Test
    void a_dead_server_is_removed_and_one_more_may_die() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server dead = cluster.others(leader).getFirst();
        dead.engine.close();
        get(leader.engine.removePeer(dead.id()));

        assertThat(leader.status().peers()).hasSize(2);
        cluster.propose("two are left", dead);
    }

    @Test
    void a_server_that_was_removed_while_it_was_away_stops_when_it_comes_back() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server away = cluster.others(leader).getFirst();
        away.engine.close();
        get(leader.engine.removePeer(away.id()));
        long term = leader.status().term();
        away.restart();

        away.observer.await(EngineEvent.TakenOut.class);
        assertThat(away.observer.of(EngineEvent.Fatal.class)).isEmpty();
        assertThat(leader.status().term()).isEqualTo(term);
        assertThat(leader.leads()).isTrue();
    }

    @Test
    void a_server_that_was_taken_out_can_be_added_again() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server removed = cluster.others(leader).getFirst();
        cluster.propose("before");
        get(leader.engine.removePeer(removed.id()));
        removed.observer.await(EngineEvent.TakenOut.class);
        removed.restartAsJoining();
        assertThat(removed.engine.hasLog()).isFalse();

        get(leader.engine.addNonVoter(removed.peer));
        get(leader.engine.promote(removed.id()));
        cluster.propose("after");
        removed.awaitCommand("after");
        assertThat(removed.register.commands()).startsWith("before");
    }

    @Test
    void a_server_that_lost_its_disk_is_filled_again() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server wiped = cluster.others(leader).getFirst();
        cluster.propose("before");
        wiped.engine.close();
        wiped.wipe();
        wiped.restartAsJoining();
        cluster.propose("after");
        wiped.awaitCommand("after");
        assertThat(wiped.register.commands()).startsWith("before");
        awaitRole(wiped, EngineStatus.Role.FOLLOWER);
    }

    @Test
    void a_removed_server_stops_and_disturbs_nobody() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        long term = leader.status().term();
        Server removed = cluster.others(leader).getFirst();
        get(leader.engine.removePeer(removed.id()));

        awaitRole(removed, EngineStatus.Role.STOPPED);
        cluster.propose("without it");
        assertThat(leader.status().term()).isEqualTo(term);
        assertThatThrownBy(() -> get(removed.engine.propose(Register.command("no"))))
                .hasCauseInstanceOf(ConsensusException.Stopped.class);
        assertThat(removed.observer.of(EngineEvent.Fatal.class)).isEmpty();
    }

    @Test
    void leadership_goes_where_it_is_sent() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server heir = cluster.others(leader).getFirst();
        get(leader.engine.transferLeadership(heir.id()));
        heir.observer.await(LeadershipGained.class);
        leader.observer.await(LeadershipLost.class);

        assertThat(cluster.leader()).isSameAs(heir);
        get(heir.engine.transferLeadership(null));
        cluster.propose("under a third");
        heir.observer.await(LeadershipLost.class);
    }

    @Test
    void leadership_cannot_go_to_a_stranger() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();

        assertThatThrownBy(() -> get(leader.engine.transferLeadership("stranger")))
                .hasCauseInstanceOf(ConsensusException.Refused.class);
        cluster.propose("still led");
    }

    @Test
    void a_server_that_was_away_too_long_gets_a_snapshot() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server away = cluster.others(leader).getFirst();
        cluster.propose("seen by all");
        away.awaitCommand("seen by all");
        away.engine.close();
        forgetTheLog();

        away.restart();
        cluster.propose("after");
        assertSame(List.of(cluster.leader(), away), "after");
        assertThat(away.register.installs()).isPositive();
        away.engine.close();
        away.restart();
        away.awaitCommand("after");
    }

    @Test
    void a_server_that_joins_late_gets_a_snapshot() throws Exception {
        Server first = cluster.found("a").getFirst();
        cluster.leader();
        forgetTheLog();
        Server second = cluster.joining("b");
        get(first.engine.addNonVoter(second.peer));
        get(first.engine.promote("b"));
        cluster.propose("together");

        assertSame(List.of(first, second), "together");
        assertThat(second.register.installs()).isPositive();
    }

    @Test
    void a_leader_hears_those_that_answer() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server dying = cluster.others(leader).getFirst();
        cluster.propose("heard");
        dying.awaitCommand("heard");
        assertThat(leader.engine.hears(dying.id())).isTrue();
        assertThat(dying.engine.hears(leader.id())).isFalse();

        dying.engine.close();
        cluster.await("silence of " + dying.id(), () -> !leader.engine.hears(dying.id()));
    }

    @Test
    void a_server_that_is_added_again_forgets_what_it_held() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server removed = cluster.others(leader).getFirst();
        cluster.propose("before");
        removed.awaitCommand("before");
        get(leader.engine.removePeer(removed.id()));
        removed.observer.await(EngineEvent.TakenOut.class);

        removed.joinAnew();
        get(leader.engine.addNonVoter(removed.peer));
        get(leader.engine.promote(removed.id()));
        cluster.propose("after");
        assertSame(List.of(leader, removed), "after");
    }

    /** Its log goes beyond the leader's snapshot, which it therefore must not take. */
    @Test
    void a_server_that_is_taken_out_while_it_is_away_comes_back_with_its_log() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server away = cluster.others(leader).getFirst();
        cluster.propose("in the snapshot");
        get(leader.engine.requestSnapshot());
        for (int i = 0; i < 20; i++) {
            cluster.propose("behind it " + i);
        }
        away.awaitCommand("behind it 19");
        away.engine.close();
        get(leader.engine.removePeer(away.id()));
        cluster.propose("while away");

        away.restart();
        get(leader.engine.addNonVoter(away.peer));
        get(leader.engine.promote(away.id()));
        cluster.propose("together again");
        assertSame(List.of(leader, away), "together again");
    }

    /** Writes until the leader has dropped the start of its log. */
    private void forgetTheLog() throws Exception {
        String filler = "z".repeat(400_000);
        for (int i = 0; i < 50; i++) {
            cluster.propose(i + filler);
        }
        get(cluster.leader().engine.requestSnapshot());
        cluster.propose("between snapshots");
        get(cluster.leader().engine.requestSnapshot());
    }

    @Test
    void a_leader_that_is_cut_off_leads_no_more_and_what_it_took_alone_is_gone() throws Exception {
        cluster.found("a", "b", "c");
        Server old = cluster.leader();
        cluster.propose("before");
        cluster.network.isolate(old.id());
        CompletableFuture<Object> alone = old.engine.propose(Register.command("taken alone"));
        CompletableFuture<Long> barrier = old.engine.barrier();

        cluster.propose("by the majority", old);
        old.observer.await(LeadershipLost.class);
        assertThatThrownBy(() -> get(alone))
                .hasCauseInstanceOf(ConsensusException.LeadershipLost.class);
        assertThatThrownBy(() -> get(barrier))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);

        cluster.network.heal();
        cluster.propose("after");
        assertSame(cluster.others(old), "after");
        old.awaitCommand("after");
        assertThat(old.register.commands()).doesNotContain("taken alone");
    }

    @Test
    void a_follower_that_was_cut_off_comes_back_without_deposing_the_leader() throws Exception {
        cluster.found("a", "b", "c");
        Server leader = cluster.leader();
        Server cut = cluster.others(leader).getFirst();
        cluster.network.isolate(cut.id());
        for (int i = 0; i < 50; i++) {
            cluster.propose("c" + i);
        }
        awaitRole(cut, EngineStatus.Role.CANDIDATE);
        cluster.network.heal();
        cut.awaitCommand("c49");

        assertThat(cluster.leader()).isSameAs(leader);
        assertThat(leader.observer.of(LeadershipLost.class)).isEmpty();
        cluster.await(
                "the leader is gone and back again for the one that was cut off",
                () ->
                        Collections.indexOfSubList(
                                        cut.observer.of(LeaderChanged.class).stream()
                                                .map(LeaderChanged::leaderId)
                                                .toList(),
                                        Arrays.asList(leader.id(), null, leader.id()))
                                >= 0);
    }
}
