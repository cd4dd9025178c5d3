package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

class VotePromiseTest {
    private static final Duration ELECTION = Duration.ofMillis(500);
    private static final Duration ALMOST = ELECTION.minusNanos(1);

    private final VirtualTime time = new VirtualTime();
    private final VotePromise promise = new VotePromise(time, ELECTION, false);

    private static void assertVotes(VotePromise promise, String candidate) throws IOException {
        assertThat(promise.<String>vote(candidate, () -> "decided")).isEqualTo("decided");
    }

    private static void assertRefuses(VotePromise promise, String candidate) {
        assertThatThrownBy(() -> promise.vote(candidate, () -> "decided"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(candidate);
    }

    @Test
    void who_heard_no_leader_votes_for_anybody() throws IOException {
        assertVotes(promise, "b");
    }

    @Test
    void for_an_election_timeout_after_a_leader_spoke_no_other_gets_a_vote() throws IOException {
        promise.given("a", 1);
        time.pass(ALMOST);
        assertRefuses(promise, "b");
        assertVotes(promise, "a");
        time.pass(Duration.ofNanos(1));
        assertVotes(promise, "b");
    }

    @Test
    void what_an_earlier_leader_still_says_neither_binds_nor_frees() throws IOException {
        promise.given("b", 2);
        time.pass(ALMOST);
        promise.given("a", 1);
        assertRefuses(promise, "a");
        time.pass(Duration.ofNanos(1));
        assertVotes(promise, "c");
    }

    @Test
    void a_server_that_was_started_again_keeps_the_promise_it_has_forgotten() throws IOException {
        VotePromise again = new VotePromise(time, ELECTION, true);
        time.pass(ALMOST);
        assertRefuses(again, "a");
        time.pass(Duration.ofNanos(1));
        assertVotes(again, "a");
    }
}
