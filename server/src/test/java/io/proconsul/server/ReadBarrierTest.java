package io.proconsul.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.raft.ConsensusException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class ReadBarrierTest {
    private final List<CompletableFuture<Long>> engine = new ArrayList<>();
    private final ReadBarrier barrier =
            new ReadBarrier(() -> {
                CompletableFuture<Long> begun = new CompletableFuture<>();
                engine.add(begun);
                return begun;
            });

    @Test
    void reads_that_arrive_during_a_confirmation_share_the_next() {
        CompletableFuture<Void> first = barrier.confirm();
        List<CompletableFuture<Void>> later = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            later.add(barrier.confirm());
        }
        assertThat(engine).hasSize(1);

        engine.get(0).complete(5L);
        assertThat(first).isCompleted();
        assertThat(later).noneMatch(CompletableFuture::isDone);
        assertThat(engine).hasSize(2);

        engine.get(1).complete(6L);
        assertThat(later).allMatch(CompletableFuture::isDone);
        assertThat(engine).hasSize(2);
    }

    @Test
    void a_read_after_all_is_quiet_begins_a_confirmation_of_its_own() {
        assertThat(barrier.confirm()).isNotDone();
        engine.get(0).complete(1L);
        assertThat(barrier.confirm()).isNotDone();
        assertThat(engine).hasSize(2);
    }

    @Test
    void a_failed_confirmation_fails_its_own_reads_only() {
        CompletableFuture<Void> first = barrier.confirm();
        CompletableFuture<Void> second = barrier.confirm();
        engine.get(0).completeExceptionally(new ConsensusException.NotLeader());
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isNotDone();
        engine.get(1).complete(2L);
        assertThat(second).isCompleted();
    }
}
