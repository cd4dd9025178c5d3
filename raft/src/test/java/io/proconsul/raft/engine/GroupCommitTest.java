package io.proconsul.raft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.Register;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class GroupCommitTest {
    private static final GroupCommit.Limits SMALL =
            new GroupCommit.Limits(4, 200, 50, 1, 10, 1_000);

    /** Entries the log has and the test has not dealt with yet. */
    private final List<Entry> log = new ArrayList<>();

    private GroupCommit groupCommit = groupCommit(SMALL);

    private GroupCommit groupCommit(GroupCommit.Limits limits) {
        return new GroupCommit(limits, Chance.seeded(1), Pacing.AT_ONCE, log::add);
    }

    private CompletableFuture<Object> propose(String text) {
        return groupCommit.propose(Register.command(text));
    }

    /** For a command whose outcome is of no interest. */
    private void send(String text) {
        var _ = propose(text);
    }

    private static List<String> commands(Entry entry) {
        return ((Content.Commands) entry.content())
                .commands().stream()
                        .map(command -> new String(command, StandardCharsets.UTF_8))
                        .toList();
    }

    /** Takes the oldest entry from the log and applies it: each command is its own outcome. */
    private Entry applyOne() {
        Entry entry = log.removeFirst();
        entry.applied(new ArrayList<>(commands(entry)));
        return entry;
    }

    @Test
    void a_command_alone_goes_at_once() {
        send("one");

        assertThat(log).hasSize(1);
        assertThat(commands(log.getFirst())).containsExactly("one");
    }

    @Test
    void commands_that_come_while_an_entry_is_underway_go_together_in_the_next() {
        send("one");
        send("two");
        send("three");
        assertThat(log).hasSize(1);

        applyOne();

        assertThat(log).hasSize(1);
        assertThat(commands(log.getFirst())).containsExactly("two", "three");
    }

    @Test
    void each_command_gets_its_own_outcome() {
        CompletableFuture<Object> one = propose("one");
        CompletableFuture<Object> two = propose("two");
        CompletableFuture<Object> three = propose("three");
        applyOne();
        applyOne();

        assertThat(one).isCompletedWithValue("one");
        assertThat(two).isCompletedWithValue("two");
        assertThat(three).isCompletedWithValue("three");
    }

    @Test
    void the_next_entry_is_in_the_log_before_the_outcomes_of_the_last_are_told() {
        List<Integer> seen = new ArrayList<>();
        var _ = propose("one").thenRun(() -> seen.add(log.size()));
        send("two");
        applyOne();

        assertThat(seen).containsExactly(1);
    }

    @Test
    void two_entries_may_be_underway_when_the_limit_says_so() {
        groupCommit = groupCommit(new GroupCommit.Limits(4, 200, 50, 2, 10, 1_000));
        send("one");
        send("two");
        send("three");

        assertThat(log).hasSize(2);
        applyOne();
        assertThat(log.stream().map(GroupCommitTest::commands))
                .containsExactly(List.of("two"), List.of("three"));
    }

    @Test
    void an_entry_holds_no_more_commands_than_it_may() {
        send("first");
        for (int i = 0; i < 6; i++) {
            send("c" + i);
        }
        applyOne();

        assertThat(commands(log.getFirst())).containsExactly("c0", "c1", "c2", "c3");
        applyOne();
        assertThat(commands(log.getFirst())).containsExactly("c4", "c5");
    }

    @Test
    void an_entry_holds_no_more_bytes_than_it_may() {
        send("first");
        for (int i = 0; i < 6; i++) {
            send(String.valueOf(i).repeat(45));
        }
        applyOne();
        while (!log.isEmpty()) {
            assertThat(EntryFormat.encode(log.getFirst().content())).hasSizeLessThanOrEqualTo(200);
            applyOne();
        }
    }

    @Test
    void a_large_command_goes_in_pieces_and_nothing_goes_in_between() {
        send("before");
        CompletableFuture<Object> large = propose("x".repeat(120));
        CompletableFuture<Object> after = propose("after");
        applyOne();

        for (int number = 0; number < 3; number++) {
            Entry entry = log.removeFirst();
            Content.Piece piece = (Content.Piece) entry.content();
            assertThat(piece.number()).isEqualTo(number);
            assertThat(piece.count()).isEqualTo(3);
            assertThat(piece.bytes()).hasSize(number < 2 ? 50 : 20);
            assertThat(large).isNotDone();
            entry.applied(number < 2 ? List.of() : List.of("done"));
        }
        assertThat(large).isCompletedWithValue("done");
        applyOne();
        assertThat(after).isCompletedWithValue("after");
    }

    @Test
    void when_a_piece_fails_the_command_fails_and_the_rest_is_not_sent() {
        CompletableFuture<Object> large = propose("x".repeat(120));
        CompletableFuture<Object> after = propose("after");
        log.removeFirst().refused();

        assertThat(large).isCompletedExceptionally();
        assertThat(commands(log.getFirst())).containsExactly("after");
        applyOne();
        assertThat(after).isCompletedWithValue("after");
    }

    @Test
    void a_last_piece_without_an_outcome_means_that_an_earlier_one_was_lost() {
        CompletableFuture<Object> large = propose("x".repeat(60));
        log.removeFirst().applied(List.of());
        log.removeFirst().applied(List.of());

        assertThatThrownBy(large::join).hasCauseInstanceOf(ConsensusException.LeadershipLost.class);
    }

    @Test
    void an_entry_the_log_never_had_was_not_taken() {
        CompletableFuture<Object> one = propose("one");
        log.removeFirst().refused();

        assertThatThrownBy(one::join).hasCauseInstanceOf(ConsensusException.NotLeader.class);
    }

    @Test
    void an_entry_the_log_had_may_or_may_not_take_effect() {
        CompletableFuture<Object> one = propose("one");
        Entry entry = log.removeFirst();
        entry.taken();
        entry.refused();

        assertThatThrownBy(one::join).hasCauseInstanceOf(ConsensusException.LeadershipLost.class);
    }

    @Test
    void a_failed_entry_makes_way_for_the_next() {
        send("one");
        CompletableFuture<Object> two = propose("two");
        log.removeFirst().failed(new ConsensusException.Overloaded("busy"));
        applyOne();

        assertThat(two).isCompletedWithValue("two");
    }

    @Test
    void what_comes_after_the_outcome_changes_nothing() {
        CompletableFuture<Object> one = propose("one");
        Entry entry = applyOne();
        entry.refused();
        entry.applied(List.of("again"));

        assertThat(one).isCompletedWithValue("one");
    }

    @Test
    void no_more_commands_wait_than_may() {
        for (int i = 0; i < 10; i++) {
            send("c" + i);
        }
        CompletableFuture<Object> eleventh = propose("c10");

        assertThatThrownBy(eleventh::join)
                .cause()
                .isInstanceOf(ConsensusException.Overloaded.class)
                .hasMessage("10 commands wait for the log already");
    }

    @Test
    void no_more_bytes_wait_than_may() {
        send("x".repeat(600));
        CompletableFuture<Object> tooMany = propose("x".repeat(600));

        assertThatThrownBy(tooMany::join)
                .cause()
                .isInstanceOf(ConsensusException.Overloaded.class)
                .hasMessage("commands of 1000 bytes wait for the log already");
    }

    @Test
    void room_is_given_back_with_every_outcome_good_or_bad() {
        for (int round = 0; round < 50; round++) {
            CompletableFuture<Object> good = propose("x".repeat(40));
            assertThat(good).isNotDone();
            applyOne();
            CompletableFuture<Object> bad = propose("x".repeat(40));
            log.removeFirst().refused();
            assertThat(good).isCompleted();
            assertThat(bad).isCompletedExceptionally();
        }
    }

    @Test
    void a_proposer_who_gives_up_takes_nothing_with_him() {
        CompletableFuture<Object> one = propose("one");
        one.cancel(false);
        applyOne();
        for (int i = 0; i < 10; i++) {
            send("c" + i);
        }

        assertThat(propose("c10")).isCompletedExceptionally();
        assertThat(log).hasSize(1);
    }

    @Test
    void a_stop_fails_what_is_underway_what_waits_and_what_comes() {
        CompletableFuture<Object> underway = propose("one");
        CompletableFuture<Object> waits = propose("two");
        CompletableFuture<Object> large = propose("x".repeat(120));
        groupCommit.stop(new ConsensusException.Stopped("enough"));
        CompletableFuture<Object> comes = propose("three");

        for (CompletableFuture<Object> outcome : List.of(underway, waits, large, comes)) {
            assertThatThrownBy(outcome::join)
                    .cause()
                    .isInstanceOf(ConsensusException.Stopped.class)
                    .hasMessage("enough");
        }
    }

    @Test
    void those_who_come_back_in_time_travel_in_the_next_entry() {
        VirtualTime time = new VirtualTime();
        groupCommit =
                new GroupCommit(SMALL, Chance.seeded(1), new BatchWindow(time, time), log::add);
        var _ =
                propose("a")
                        .thenRun(() -> {
                            var _ = propose("a2");
                        });
        var _ = propose("b");
        time.pass(Duration.ofMillis(4));
        log.getFirst().applied(List.of("done"));

        assertThat(log).hasSize(2);
        assertThat(log.get(1).proposals()).hasSize(2);
    }

    @Test
    void those_who_wait_in_vain_for_others_go_after_a_quarter_of_a_round() {
        VirtualTime time = new VirtualTime();
        groupCommit =
                new GroupCommit(SMALL, Chance.seeded(1), new BatchWindow(time, time), log::add);
        var _ = propose("a");
        var _ = propose("b");
        time.pass(Duration.ofNanos(400_000));
        log.getFirst().applied(List.of("done"));
        assertThat(log).hasSize(1);

        time.pass(Duration.ofNanos(99_999));
        assertThat(log).hasSize(1);
        time.pass(Duration.ofNanos(1));
        assertThat(log).hasSize(2);
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_log_that_refuses_at_once_gets_every_command_and_nobody_waits() {
        groupCommit = new GroupCommit(SMALL, Chance.seeded(1), Pacing.AT_ONCE, Entry::refused);

        for (int i = 0; i < 1_000; i++) {
            assertThat(propose("c" + i)).isCompletedExceptionally();
        }
    }

    @Test
    void a_piece_that_does_not_fit_into_an_entry_is_a_mistake() {
        assertThatThrownBy(() -> new GroupCommit.Limits(4, 100, 90, 1, 10, 1_000))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
