package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class LeaseTest {
    private static final Duration ELECTION = Duration.ofMillis(500);
    private static final Voters THREE = new Voters("a", List.of(Set.of("a", "b", "c")));
    private static final Voters FIVE = new Voters("a", List.of(Set.of("a", "b", "c", "d", "e")));

    private final VirtualTime time = new VirtualTime();
    private final Lease lease = new Lease(time, ELECTION);

    private void acknowledged(String peer, Duration travel) {
        long sentAt = lease.now();
        time.pass(travel);
        lease.acknowledged(peer, 1, sentAt, THREE);
    }

    @Test
    void one_acknowledgement_of_two_peers_protects_for_less_than_an_election_timeout() {
        assertThat(lease.holds()).isFalse();
        acknowledged("b", Duration.ZERO);
        assertThat(lease.holds()).isTrue();
        time.pass(Duration.ofMillis(449));
        assertThat(lease.holds()).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void time_counts_from_when_the_append_was_sent() {
        acknowledged("b", Duration.ofMillis(400));
        time.pass(Duration.ofMillis(49));
        assertThat(lease.holds()).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void an_answer_that_was_late_because_this_process_was_stopped_protects_nothing() {
        acknowledged("b", Duration.ofSeconds(5));
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void of_five_servers_two_others_must_have_acknowledged() {
        lease.acknowledged("b", 1, lease.now(), FIVE);
        assertThat(lease.holds()).isFalse();
        time.pass(Duration.ofMillis(300));
        lease.acknowledged("c", 1, lease.now(), FIVE);
        assertThat(lease.holds()).isTrue();
        time.pass(Duration.ofMillis(150));
        assertThat(lease.holds()).as("the older of the two counts").isFalse();
    }

    @Test
    void while_members_change_a_majority_of_both_sides_is_needed() {
        Voters both = new Voters("a", List.of(Set.of("a", "b", "c"), Set.of("a", "d", "e")));
        lease.acknowledged("b", 1, lease.now(), both);
        assertThat(lease.holds()).isFalse();
        lease.acknowledged("d", 1, lease.now(), both);
        assertThat(lease.holds()).isTrue();
        lease.startOver(false);
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void an_acknowledgement_of_an_earlier_term_counts_no_more() {
        lease.acknowledged("b", 2, lease.now(), FIVE);
        lease.acknowledged("c", 1, lease.now(), FIVE);
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void who_is_alone_needs_nobody() {
        lease.startOver(true);
        time.pass(Duration.ofDays(1));
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void a_leader_that_has_no_vote_does_not_count_itself() {
        Voters without = new Voters("a", List.of(Set.of("b", "c")));
        lease.acknowledged("b", 1, lease.now(), without);
        assertThat(lease.holds()).isFalse();
        lease.acknowledged("c", 1, lease.now(), without);
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void once_another_was_asked_to_stand_nothing_protects_until_the_next_term() {
        acknowledged("b", Duration.ZERO);
        lease.giveUp(1);
        time.pass(Duration.ofDays(1));
        acknowledged("b", Duration.ZERO);
        assertThat(lease.holds()).as("it may be told only now").isFalse();
        lease.acknowledged("b", 2, lease.now(), THREE);
        assertThat(lease.holds()).isTrue();
    }
}
