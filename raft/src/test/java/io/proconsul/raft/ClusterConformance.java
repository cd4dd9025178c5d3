package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.Cluster.Server;
import io.proconsul.raft.EngineEvent.LeaderChanged;
import io.proconsul.raft.EngineEvent.LeadershipGained;
import io.proconsul.raft.EngineEvent.LeadershipLost;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What an engine does on several servers: leaders, what is acknowledged, what is read. */
public abstract class ClusterConformance extends ClusterFixture {
    @Test
    void three_servers_elect_one_leader_and_hold_the_same() throws Exception {
        List<Server> servers = cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        for (int i = 0; i < 100; i++) {
            cluster().propose("c" + i);
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
        cluster().found("a", "b", "c");
        Server follower = cluster().others(cluster().leader()).getFirst();

        assertThatThrownBy(() -> get(follower.engine.propose(Register.command("no"))))
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);
    }

    @Test
    void a_follower_knows_after_a_barrier_what_the_leader_acknowledged() throws Exception {
        cluster().found("a", "b", "c");
        Server follower = cluster().others(cluster().leader()).getFirst();
        for (int i = 0; i < 20; i++) {
            cluster().propose("c" + i);
            get(follower.engine.barrier());
            assertThat(follower.register.commands()).contains("c" + i);
        }
    }

    @Test
    void only_a_leader_that_a_quorum_acknowledges_may_answer_from_memory() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        cluster().propose("one");
        cluster().await("a lease", leader.engine::holdsLease);
        assertThat(cluster().others(leader)).noneMatch(server -> server.engine.holdsLease());

        cluster().network.isolate(leader.id());
        Server next = cluster().leader(leader);
        assertThat(leader.engine.holdsLease()).as("nobody answers it any more").isFalse();
        cluster().await("the next has a lease", next.engine::holdsLease);
    }

    @Test
    void a_leader_that_hears_nobody_confirms_nothing() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        cluster().propose("one");
        get(leader.engine.barrier());
        get(leader.engine.barrier());

        cluster().network.deafen(leader.id());
        CompletableFuture<Long> barrier = leader.engine.barrier();
        cluster().propose("two, which that leader does not know", leader);
        assertThatThrownBy(() -> get(barrier))
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);
    }

    @Test
    void who_follows_a_leader_that_was_deposed_learns_nothing_old_from_it() throws Exception {
        cluster().found("a", "b", "c", "d", "e");
        Server leader = cluster().leader();
        cluster().propose("one");
        Server follower = cluster().others(leader).getFirst();
        get(follower.engine.barrier());

        cluster().network.deafen(leader.id());
        cluster().propose("two", leader);
        awaitBarrier(follower);
        assertThat(follower.register.commands()).containsExactly("one", "two");
    }

    /** Asks again while there is nobody to ask. */
    private void awaitBarrier(Server server) throws Exception {
        cluster()
                .await(
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
        Server first = cluster().found("a").getFirst();
        first.engine.close();
        Server alone = cluster().foundedButAlone("d", "e", "f");
        assertThat(alone.engine.hasLog()).isTrue();
        alone.restartAsJoining();

        assertThat(alone.status().peers()).extracting(Peer::id).containsExactly("d", "e", "f");
    }

    @Test
    void a_server_that_waits_to_be_added_has_no_log_also_after_a_restart() throws Exception {
        Server joining = cluster().joining("a");
        assertThat(joining.engine.hasLog()).isFalse();
        joining.engine.close();
        joining.restart();
        assertThat(joining.engine.hasLog()).isFalse();
        assertThat(joining.status().leaderId()).isNull();
    }

    @Test
    void when_the_leader_dies_another_leads_and_nothing_acknowledged_is_lost() throws Exception {
        cluster().found("a", "b", "c");
        Server first = cluster().leader();
        for (int i = 0; i < 20; i++) {
            cluster().propose("before" + i);
        }
        first.engine.close();

        Server second = cluster().leader(first);
        assertThat(second).isNotSameAs(first);
        assertThat(second.status().term()).isGreaterThan(first.status().term());
        cluster().propose("after", first);
        assertThat(second.register.commands()).startsWith("before0").contains("before19");

        first.restart();
        assertSame(List.of(second, first), "after");
    }

    @Test
    void when_all_die_and_come_back_nothing_acknowledged_is_lost() throws Exception {
        List<Server> servers = cluster().found("a", "b", "c");
        for (int i = 0; i < 20; i++) {
            cluster().propose("c" + i);
        }
        cluster().close();
        for (Server server : servers) {
            server.restart();
        }
        cluster().propose("after");

        assertSame(servers, "after");
        assertThat(servers.getFirst().register.commands()).contains("c0", "c19").hasSize(21);
    }

    @Test
    void leadership_goes_where_it_is_sent() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server heir = cluster().others(leader).getFirst();
        get(leader.engine.transferLeadership(heir.id()));
        heir.observer.await(LeadershipGained.class);
        leader.observer.await(LeadershipLost.class);

        assertThat(cluster().leader()).isSameAs(heir);
        get(heir.engine.transferLeadership(null));
        cluster().propose("under a third");
        heir.observer.await(LeadershipLost.class);
    }

    @Test
    void leadership_cannot_go_to_a_stranger() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();

        assertThatThrownBy(() -> get(leader.engine.transferLeadership("stranger")))
                .hasCauseInstanceOf(ConsensusException.Refused.class);
        cluster().propose("still led");
    }

    @Test
    void a_server_that_was_away_too_long_gets_a_snapshot() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server away = cluster().others(leader).getFirst();
        cluster().propose("seen by all");
        away.awaitCommand("seen by all");
        away.engine.close();
        forgetTheLog();

        away.restart();
        cluster().propose("after");
        assertSame(List.of(cluster().leader(), away), "after");
        assertThat(away.register.installs()).isPositive();
        away.engine.close();
        away.restart();
        away.awaitCommand("after");
    }

    @Test
    void a_leader_hears_those_that_answer() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server dying = cluster().others(leader).getFirst();
        cluster().propose("heard");
        dying.awaitCommand("heard");
        assertThat(leader.engine.hears(dying.id())).isTrue();
        assertThat(dying.engine.hears(leader.id())).isFalse();

        dying.engine.close();
        cluster().await("silence of " + dying.id(), () -> !leader.engine.hears(dying.id()));
    }

    @Test
    void a_leader_that_is_cut_off_leads_no_more_and_what_it_took_alone_is_gone() throws Exception {
        cluster().found("a", "b", "c");
        Server old = cluster().leader();
        cluster().propose("before");
        cluster().network.isolate(old.id());
        CompletableFuture<Object> alone = old.engine.propose(Register.command("taken alone"));
        CompletableFuture<Long> barrier = old.engine.barrier();

        cluster().propose("by the majority", old);
        old.observer.await(LeadershipLost.class);
        assertThatThrownBy(() -> get(alone))
                .hasCauseInstanceOf(ConsensusException.LeadershipLost.class);
        assertThatThrownBy(() -> get(barrier))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ConsensusException.NotLeader.class);

        cluster().network.heal();
        cluster().propose("after");
        assertSame(cluster().others(old), "after");
        old.awaitCommand("after");
        assertThat(old.register.commands()).doesNotContain("taken alone");
    }

    @Test
    void a_follower_that_was_cut_off_comes_back_without_deposing_the_leader() throws Exception {
        cluster().found("a", "b", "c");
        Server leader = cluster().leader();
        Server cut = cluster().others(leader).getFirst();
        cluster().network.isolate(cut.id());
        for (int i = 0; i < 50; i++) {
            cluster().propose("c" + i);
        }
        awaitRole(cut, EngineStatus.Role.CANDIDATE);
        cluster().network.heal();
        cut.awaitCommand("c49");

        assertThat(cluster().leader()).isSameAs(leader);
        assertThat(leader.observer.of(LeadershipLost.class)).isEmpty();
        cluster()
                .await(
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
