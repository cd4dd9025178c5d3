package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class LeaseTest {
    private static final Duration ELECTION = Duration.ofMillis(500);
    private static final List<Set<String>> OTHERS = List.of(Set.of("b", "c"));

    private final VirtualTime time = new VirtualTime();
    private final Lease lease = new Lease(time, ELECTION);

    private void acknowledged(String peer, Duration travel) {
        long sentAt = lease.now();
        time.pass(travel);
        lease.acknowledged(peer, 1, sentAt, OTHERS);
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
        List<Set<String>> four = List.of(Set.of("b", "c", "d", "e"));
        lease.acknowledged("b", 1, lease.now(), four);
        assertThat(lease.holds()).isFalse();
        time.pass(Duration.ofMillis(300));
        lease.acknowledged("c", 1, lease.now(), four);
        assertThat(lease.holds()).isTrue();
        time.pass(Duration.ofMillis(150));
        assertThat(lease.holds()).as("the older of the two counts").isFalse();
    }

    @Test
    void while_members_change_a_majority_of_both_sides_is_needed() {
        List<Set<String>> both = List.of(Set.of("b", "c"), Set.of("d", "e"));
        lease.acknowledged("b", 1, lease.now(), both);
        assertThat(lease.holds()).isFalse();
        lease.acknowledged("d", 1, lease.now(), both);
        assertThat(lease.holds()).isTrue();
        lease.startOver(false);
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void an_acknowledgement_of_an_earlier_term_counts_no_more() {
        lease.acknowledged("b", 2, lease.now(), List.of(Set.of("b", "c", "d", "e")));
        lease.acknowledged("c", 1, lease.now(), List.of(Set.of("b", "c", "d", "e")));
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void who_is_alone_needs_nobody() {
        lease.startOver(true);
        time.pass(Duration.ofDays(1));
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void while_leadership_is_handed_on_nothing_protects() {
        acknowledged("b", Duration.ZERO);
        lease.suspend(Duration.ofSeconds(4));
        acknowledged("b", Duration.ZERO);
        assertThat(lease.holds()).isFalse();
        time.pass(Duration.ofSeconds(4));
        assertThat(lease.holds()).isFalse();
        acknowledged("b", Duration.ZERO);
        assertThat(lease.holds()).isTrue();
    }
}
