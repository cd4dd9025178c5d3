package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.Cluster.Server;
import io.proconsul.raft.EngineEvent.ConfigurationChanged;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What an engine does when servers come, go, are taken out and come back. */
public abstract class MembershipConformance extends ClusterFixture {
    /** Longer than the election timeout of the engines under test. */
    private static final Duration NO_CONTACT = Duration.ofSeconds(1);

    @Test
    void one_server_grows_to_three_and_each_new_voter_counts() throws Exception {
        Server first = cluster().found("a").getFirst();
        cluster().propose("alone");
        Server second = cluster().joining("b");
        Server third = cluster().joining("c");
        for (Server joining : List.of(second, third)) {
            get(first.engine.addNonVoter(joining.peer));
            joining.awaitCommand("alone");
            awaitRole(joining, EngineStatus.Role.LISTENER);
            get(first.engine.promote(joining.id()));
            awaitRole(joining, EngineStatus.Role.FOLLOWER);
        }
        assertThat(first.status().peers()).hasSize(3).allMatch(Peer::voter);
        cluster().propose("together");
        assertSame(List.of(first, second, third), "together");

        first.engine.close();
        cluster().propose("without the first", first);
        assertSame(List.of(second, third), "without the first");
    }

    @Test
    void a_new_member_is_told_to_everybody() throws Exception {
        Server first = cluster().found("a").getFirst();
        cluster().leader();
        Server second = cluster().joining("b");
        get(first.engine.addNonVoter(second.peer));
        get(first.engine.promote("b"));
        cluster()
                .await(
                        "both know both",
                        () ->
                                List.of(first, second).stream()
                                        .allMatch(server ->
                                                server
                                                        .observer
                                                        .of(ConfigurationChanged.class)
                                                        .stream()
                                                        .anyMatch(event ->
                                                                event.peers().size() == 2
                                                                        && event.peers().stream()
                                                                                .allMatch(
                                                                                        Peer
                                                                                                ::voter))));
    }

    @Test
    void a_server_that_cannot_be_reached_is_not_added() throws Exception {
        Server first = cluster().found("a").getFirst();
        cluster().leader();
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
        cluster().found("a", "b", "c");
        Server follower = cluster().others(cluster().leader()).getFirst();

        assertThatThrownBy(() -> get(follower.engine.removePeer("a")))
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);
    }

    @Test
    void a_non_voter_outlives_one_leader_after_the_other() throws Exception {
        List<Server> voters = cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server nonVoter = cluster().joining("d");
        get(leader.engine.addNonVoter(nonVoter.peer));
        cluster().propose("one");
        nonVoter.awaitCommand("one");

        for (int round = 0; round < 2; round++) {
            Server old = cluster().leader();
            old.engine.close();
            cluster().propose("round" + round, old);
            nonVoter.awaitCommand("round" + round);
            old.restart();
            old.awaitCommand("round" + round);
        }
        assertThat(nonVoter.status().role()).isEqualTo(EngineStatus.Role.LISTENER);
        assertThat(voters).noneMatch(server -> server.status().peers().size() != 4);
    }

    @Test
    void a_voter_that_is_demoted_goes_on_without_a_vote_and_can_come_back() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server demoted = cluster().others(leader).getFirst();
        get(leader.engine.demote(demoted.id()));
        cluster().propose("without its vote");
        demoted.awaitCommand("without its vote");
        awaitRole(demoted, EngineStatus.Role.LISTENER);

        leader.engine.close();
        cluster()
                .await(
                        "it would stand for election",
                        () -> demoted.status().lastContact().compareTo(NO_CONTACT) > 0);
        leader.restart();
        cluster().propose("after a pause of the leader");
        demoted.awaitCommand("after a pause of the leader");

        get(cluster().leader().engine.promote(demoted.id()));
        cluster().propose("with its vote again");
        demoted.awaitCommand("with its vote again");
        awaitRole(demoted, EngineStatus.Role.FOLLOWER);
    }

    @Test
    void a_dead_server_is_removed_and_one_more_may_die() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server dead = cluster().others(leader).getFirst();
        dead.engine.close();
        get(leader.engine.removePeer(dead.id()));

        assertThat(leader.status().peers()).hasSize(2);
        cluster().propose("two are left", dead);
    }

    @Test
    void a_server_that_was_removed_while_it_was_away_stops_when_it_comes_back() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server away = cluster().others(leader).getFirst();
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
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server removed = cluster().others(leader).getFirst();
        cluster().propose("before");
        get(leader.engine.removePeer(removed.id()));
        removed.observer.await(EngineEvent.TakenOut.class);
        removed.restartAsJoining();
        assertThat(removed.engine.hasLog()).isFalse();

        get(leader.engine.addNonVoter(removed.peer));
        get(leader.engine.promote(removed.id()));
        cluster().propose("after");
        removed.awaitCommand("after");
        assertThat(removed.register.commands()).startsWith("before");
    }

    @Test
    void a_server_that_lost_its_disk_is_filled_again() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server wiped = cluster().others(leader).getFirst();
        cluster().propose("before");
        wiped.engine.close();
        wiped.wipe();
        wiped.restartAsJoining();
        cluster().propose("after");
        wiped.awaitCommand("after");
        assertThat(wiped.register.commands()).startsWith("before");
        awaitRole(wiped, EngineStatus.Role.FOLLOWER);
    }

    @Test
    void a_removed_server_stops_and_disturbs_nobody() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        long term = leader.status().term();
        Server removed = cluster().others(leader).getFirst();
        get(leader.engine.removePeer(removed.id()));

        awaitRole(removed, EngineStatus.Role.STOPPED);
        cluster().propose("without it");
        assertThat(leader.status().term()).isEqualTo(term);
        assertThatThrownBy(() -> get(removed.engine.propose(Register.command("no"))))
                .hasCauseInstanceOf(ConsensusException.Stopped.class);
        assertThat(removed.observer.of(EngineEvent.Fatal.class)).isEmpty();
    }

    @Test
    void a_server_that_joins_late_gets_a_snapshot() throws Exception {
        Server first = cluster().found("a").getFirst();
        cluster().leader();
        forgetTheLog();
        Server second = cluster().joining("b");
        get(first.engine.addNonVoter(second.peer));
        get(first.engine.promote("b"));
        cluster().propose("together");

        assertSame(List.of(first, second), "together");
        assertThat(second.register.installs()).isPositive();
    }

    @Test
    void a_server_that_is_added_again_forgets_what_it_held() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server removed = cluster().others(leader).getFirst();
        cluster().propose("before");
        removed.awaitCommand("before");
        get(leader.engine.removePeer(removed.id()));
        removed.observer.await(EngineEvent.TakenOut.class);

        removed.joinAnew();
        get(leader.engine.addNonVoter(removed.peer));
        get(leader.engine.promote(removed.id()));
        cluster().propose("after");
        assertSame(List.of(leader, removed), "after");
    }

    /** Its log goes beyond the leader's snapshot, which it therefore must not take. */
    @Test
    void a_server_that_is_taken_out_while_it_is_away_comes_back_with_its_log() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server away = cluster().others(leader).getFirst();
        cluster().propose("in the snapshot");
        get(leader.engine.requestSnapshot());
        for (int i = 0; i < 20; i++) {
            cluster().propose("behind it " + i);
        }
        away.awaitCommand("behind it 19");
        away.engine.close();
        get(leader.engine.removePeer(away.id()));
        cluster().propose("while away");

        away.restart();
        get(leader.engine.addNonVoter(away.peer));
        get(leader.engine.promote(away.id()));
        cluster().propose("together again");
        assertSame(List.of(leader, away), "together again");
    }
}
