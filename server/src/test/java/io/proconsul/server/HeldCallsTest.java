package io.proconsul.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.raft.ConsensusException;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class HeldCallsTest {
    private static final Duration HOLD = Duration.ofSeconds(7);

    private static final String BROKEN = "rpc error making call: EOF";

    private final VirtualTime time = new VirtualTime();
    private final HeldCalls calls =
            new HeldCalls(time, time, Chance.seeded(4), Runnable::run, HOLD);
    private int tries;
    private @Nullable CompletableFuture<Answer<String>> answer;

    private CompletableFuture<Answer<String>> run() {
        return calls.run(
                () -> {
                    tries++;
                    return answer;
                },
                failure -> failure.says(BROKEN),
                () -> RpcException.NO_LEADER);
    }

    @Test
    void a_call_that_nobody_can_serve_fails_after_the_hold_time() {
        var call = run();
        time.pass(HOLD.minusMillis(1));
        assertThat(call).isNotDone();
        time.pass(Duration.ofMillis(1));
        assertThat(call)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("No cluster leader");
        assertThat(tries).isBetween(16, 100);
        assertThat(time.pending()).isZero();
        assertThat(calls.size()).isZero();
    }

    @Test
    void pauses_are_random_and_at_most_a_sixteenth_of_the_hold_time() {
        List<Long> moments = new ArrayList<>();
        var call =
                calls.<String>run(
                        () -> {
                            moments.add(time.nanos());
                            return null;
                        },
                        failure -> false,
                        () -> RpcException.NO_LEADER);
        time.pass(HOLD);
        assertThat(call).isCompletedExceptionally();
        assertThat(moments).doesNotHaveDuplicates();
        for (int i = 1; i < moments.size(); i++) {
            assertThat(moments.get(i) - moments.get(i - 1)).isBetween(0L, 437_500_000L);
        }
    }

    @Test
    void news_of_a_leader_ends_the_pause() {
        var call = run();
        answer = CompletableFuture.completedFuture(Answer.of("done"));
        calls.tryAll();
        assertThat(call).isCompletedWithValue(answer.join());
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_leader_that_turns_out_to_be_none_is_tried_again() {
        answer = CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        var call = run();
        assertThat(call).isNotDone();
        answer = CompletableFuture.completedFuture(Answer.of("done"));
        time.pass(Duration.ofSeconds(1));
        assertThat(call).isCompleted();
        assertThat(tries).isEqualTo(2);
    }

    @Test
    void a_command_whose_fate_is_unknown_is_not_tried_again() {
        answer = CompletableFuture.failedFuture(new ConsensusException.LeadershipLost());
        var call = run();
        assertThat(call)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RpcException.class)
                .withMessageContaining("leadership lost while committing log");
        assertThat(tries).isEqualTo(1);
    }

    @Test
    void a_read_whose_connection_broke_is_tried_again_until_it_is_answered() {
        answer = CompletableFuture.failedFuture(new RpcException(BROKEN));
        var call = run();
        time.pass(Duration.ofSeconds(3));
        assertThat(call).isNotDone();
        assertThat(tries).isBetween(7, 40);
        answer = CompletableFuture.completedFuture(Answer.of("done"));
        time.pass(Duration.ofMillis(438));
        assertThat(call).isCompletedWithValue(answer.join());
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_connection_that_breaks_every_time_is_told_after_the_hold_time() {
        answer = CompletableFuture.failedFuture(new RpcException(BROKEN));
        var call = run();
        time.pass(HOLD);
        assertThat(call)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining(BROKEN);
        assertThat(time.pending()).isZero();
    }

    @Test
    void the_hold_time_begins_with_the_first_failure_however_long_the_read_waited_before() {
        CompletableFuture<Answer<String>> waiting = new CompletableFuture<>();
        answer = waiting;
        var call = run();
        time.pass(Duration.ofMinutes(3));
        answer = null;
        waiting.completeExceptionally(new RpcException(BROKEN));
        time.pass(HOLD.minusMillis(1));
        assertThat(call).isNotDone();
        answer = CompletableFuture.completedFuture(Answer.of("done"));
        time.pass(Duration.ofMillis(1));
        assertThat(call).isCompletedWithValue(answer.join());
    }

    @Test
    void a_refusal_is_told_at_once() {
        var call =
                calls.<String>run(
                        () -> {
                            throw new RpcException("Must provide node");
                        },
                        failure -> false,
                        () -> RpcException.NO_LEADER);
        assertThat(call)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("Must provide node");
    }

    @Test
    void a_call_given_up_leaves_nothing_behind() {
        var call = run();
        assertThat(calls.size()).isEqualTo(1);
        call.cancel(false);
        assertThat(calls.size()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void giving_up_a_call_gives_up_the_work_behind_it() {
        CompletableFuture<Answer<String>> work = new CompletableFuture<>();
        answer = work;
        run().cancel(false);
        assertThat(work).isCancelled();
    }

    @Test
    void no_more_calls_are_held_than_the_bound_says() {
        for (int i = 0; i < HeldCalls.MAX_HELD; i++) {
            assertThat(run()).isNotDone();
        }
        assertThat(run()).isCompletedExceptionally();
        assertThat(calls.size()).isEqualTo(HeldCalls.MAX_HELD);
    }
}
