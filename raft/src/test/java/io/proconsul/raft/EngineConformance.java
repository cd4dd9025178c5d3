package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.EngineEvent.ConfigurationChanged;
import io.proconsul.raft.EngineEvent.Fatal;
import io.proconsul.raft.EngineEvent.LeaderChanged;
import io.proconsul.raft.EngineEvent.LeadershipGained;
import io.proconsul.raft.EngineEvent.LeadershipLost;
import io.proconsul.raft.engine.GroupCommit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What every engine does on a server that is alone. */
public abstract class EngineConformance {
    protected static final Peer SELF = new Peer("server-1", "127.0.0.1:8300", true);

    protected Register register = new Register();
    protected Observer observer = new Observer();
    protected ConsensusEngine engine;

    /** A new engine, not started. */
    protected abstract ConsensusEngine engine(Fsm fsm, Consumer<EngineEvent> listener)
            throws Exception;

    @BeforeEach
    void start() throws Exception {
        engine = engine(register, observer);
        engine.start(List.of(SELF));
        observer.await(LeadershipGained.class);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    /** The outcome, within the patience of a test. */
    protected static <T> T get(Future<T> future) throws Exception {
        return future.get(Observer.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    protected Object propose(String command) throws Exception {
        return get(engine.propose(Register.command(command)));
    }

    protected static String repeated(char c, int count) {
        return String.valueOf(c).repeat(count);
    }

    @Test
    void a_command_is_applied_and_its_outcome_comes_back() throws Exception {
        assertThat(propose("one")).isEqualTo(new Register.Outcome(0, "one"));
        assertThat(propose("two")).isEqualTo(new Register.Outcome(1, "two"));
        assertThat(register.commands()).containsExactly("one", "two");
    }

    @Test
    void commands_of_one_proposer_are_applied_in_the_order_of_the_calls() throws Exception {
        List<CompletableFuture<Object>> outcomes = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            outcomes.add(engine.propose(Register.command("c" + i)));
        }
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(get(outcomes.get(i))).isEqualTo(new Register.Outcome(i, "c" + i));
        }
    }

    @Test
    void sixty_four_proposers_each_get_their_own_outcomes_in_their_own_order() throws Exception {
        int proposers = 64;
        int each = 50;
        List<Future<List<Register.Outcome>>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int p = 0; p < proposers; p++) {
                int proposer = p;
                all.add(threads.submit(() -> proposeOneAfterTheOther(proposer, each)));
            }
        }
        List<Register.Outcome> outcomes = new ArrayList<>();
        for (int p = 0; p < proposers; p++) {
            List<Register.Outcome> own = get(all.get(p));
            assertThat(own).isSortedAccordingTo(Comparator.comparingInt(Register.Outcome::order));
            outcomes.addAll(own);
        }
        outcomes.sort(Comparator.comparingInt(Register.Outcome::order));
        assertThat(outcomes.stream().map(Register.Outcome::order))
                .containsExactlyElementsOf(IntStream.range(0, proposers * each).boxed().toList());
        assertThat(outcomes.stream().map(Register.Outcome::command))
                .containsExactlyElementsOf(register.commands());
        assertThat(register.largestBatch()).isGreaterThan(1);
    }

    private List<Register.Outcome> proposeOneAfterTheOther(int proposer, int count)
            throws Exception {
        List<Register.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String command = "p%d-%d".formatted(proposer, i);
            Register.Outcome outcome = (Register.Outcome) propose(command);
            assertThat(outcome.command()).isEqualTo(command);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    @Test
    void a_large_command_arrives_whole_and_in_its_place() throws Exception {
        String large = repeated('x', 3_000_000) + "end";
        CompletableFuture<Object> before = engine.propose(Register.command("before"));
        CompletableFuture<Object> itself = engine.propose(Register.command(large));
        CompletableFuture<Object> after = engine.propose(Register.command("after"));

        assertThat(get(before)).isEqualTo(new Register.Outcome(0, "before"));
        assertThat(get(itself)).isEqualTo(new Register.Outcome(1, large));
        assertThat(get(after)).isEqualTo(new Register.Outcome(2, "after"));
    }

    @Test
    void a_command_above_the_limit_is_refused_and_the_text_names_the_limit() {
        byte[] tooLarge = new byte[GroupCommit.COMMAND_BYTES_MAX + 1];

        assertThatThrownBy(() -> get(engine.propose(tooLarge)))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ConsensusException.Refused.class)
                .hasMessageContaining(String.valueOf(GroupCommit.COMMAND_BYTES_MAX));
    }

    @Test
    void when_too_many_wait_further_commands_are_refused_and_the_others_are_not_lost()
            throws Exception {
        int limit = GroupCommit.Limits.STANDARD.pendingCommands();
        CountDownLatch hold = register.holdCommands();
        List<CompletableFuture<Object>> taken = new ArrayList<>();
        for (int i = 0; i < limit; i++) {
            taken.add(engine.propose(Register.command("c")));
        }
        CompletableFuture<Object> tooMany = engine.propose(Register.command("refused"));
        hold.countDown();

        assertThatThrownBy(() -> get(tooMany))
                .cause()
                .isInstanceOf(ConsensusException.Overloaded.class)
                .hasMessageContaining(String.valueOf(limit));
        for (CompletableFuture<Object> outcome : taken) {
            get(outcome);
        }
        assertThat(propose("later")).isEqualTo(new Register.Outcome(limit, "later"));
    }

    @Test
    void a_barrier_comes_after_everything_acknowledged_before() throws Exception {
        propose("one");
        long applied = engine.status().appliedIndex();

        assertThat(get(engine.barrier())).isGreaterThanOrEqualTo(applied);
    }

    @Test
    void many_may_ask_for_a_barrier_at_once() throws Exception {
        propose("one");
        List<CompletableFuture<Long>> barriers =
                IntStream.range(0, 1_000).mapToObj(i -> engine.barrier()).toList();
        for (CompletableFuture<Long> barrier : barriers) {
            assertThat(get(barrier)).isPositive();
        }
    }

    @Test
    void the_status_tells_who_leads_and_how_far_the_log_is() throws Exception {
        EngineStatus before = engine.status();
        propose("one");
        EngineStatus after = engine.status();

        assertThat(after.role()).isEqualTo(EngineStatus.Role.LEADER);
        assertThat(after.leaderId()).isEqualTo(SELF.id());
        assertThat(after.leaderAddress()).isEqualTo(SELF.address());
        assertThat(after.leaderReady()).isTrue();
        assertThat(after.term()).isPositive();
        assertThat(after.peers()).containsExactly(SELF);
        assertThat(after.lastContact()).isZero();
        assertThat(after.lastLogIndex()).isGreaterThan(before.lastLogIndex());
        assertThat(after.commitIndex()).isEqualTo(after.lastLogIndex());
        assertThat(after.appliedIndex()).isEqualTo(after.lastLogIndex());
    }

    @Test
    void the_events_of_a_start_and_a_stop_come_in_order() throws Exception {
        long term = engine.status().term();
        engine.close();
        observer.await(LeadershipLost.class);

        assertThat(observer.events())
                .containsSubsequence(
                        new LeaderChanged(SELF.id(), SELF.address()),
                        new LeadershipGained(term),
                        new LeadershipLost(term));
        assertThat(observer.of(ConfigurationChanged.class))
                .containsExactly(new ConfigurationChanged(List.of(SELF)));
        assertThat(observer.of(Fatal.class)).isEmpty();
    }

    @Test
    void after_the_stop_commands_are_refused_and_the_status_says_so() {
        engine.close();

        assertThatThrownBy(() -> propose("late"))
                .hasCauseInstanceOf(ConsensusException.Stopped.class);
        assertThat(engine.status().role()).isEqualTo(EngineStatus.Role.STOPPED);
        assertThat(engine.status().leaderId()).isNull();
    }

    @Test
    void before_the_start_commands_are_refused() throws Exception {
        try (ConsensusEngine unstarted = engine(new Register(), event -> {})) {
            assertThatThrownBy(() -> get(unstarted.propose(Register.command("early"))))
                    .hasCauseInstanceOf(ConsensusException.NotLeader.class);
        }
    }

    @Test
    void a_state_machine_that_fails_stops_the_engine_and_everybody_is_told() throws Exception {
        propose("one");
        register.breakDown();

        assertThatThrownBy(() -> propose("two"))
                .cause()
                .isInstanceOf(ConsensusException.Stopped.class)
                .hasMessageContaining("the register is broken");
        assertThat(observer.await(Fatal.class).cause())
                .hasStackTraceContaining("the register is broken");
        assertThatThrownBy(() -> propose("three"))
                .hasCauseInstanceOf(ConsensusException.Stopped.class);
        assertThat(observer.of(LeadershipLost.class)).hasSize(1);
    }

    @Test
    void a_snapshot_can_be_asked_for() throws Exception {
        propose("one");
        long applied = engine.status().appliedIndex();

        assertThat(get(engine.requestSnapshot())).isGreaterThanOrEqualTo(applied);
        assertThat(propose("two")).isEqualTo(new Register.Outcome(1, "two"));
    }

    @Test
    void the_last_voter_cannot_be_taken_away() {
        assertThatThrownBy(() -> get(engine.removePeer(SELF.id())))
                .hasCauseInstanceOf(ConsensusException.Refused.class);
        assertThatThrownBy(() -> get(engine.transferLeadership(null)))
                .hasCauseInstanceOf(ConsensusException.Refused.class);
    }
}
