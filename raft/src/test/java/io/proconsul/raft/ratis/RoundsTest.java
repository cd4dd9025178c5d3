package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class RoundsTest {
    private final Deque<CompletableFuture<Long>> questions = new ArrayDeque<>();
    private final Rounds rounds = new Rounds(this::question);

    private CompletableFuture<Long> question() {
        questions.addLast(new CompletableFuture<>());
        return questions.getLast();
    }

    @Test
    void nobody_joins_a_round_that_began_before() {
        CompletableFuture<Long> first = rounds.ask();
        List<CompletableFuture<Long>> later = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            later.add(rounds.ask());
        }
        assertThat(questions).hasSize(1);

        questions.removeFirst().complete(1L);
        assertThat(first).isCompletedWithValue(1L);
        assertThat(later).noneMatch(CompletableFuture::isDone);
        assertThat(questions).as("the thousand share one").hasSize(1);

        questions.removeFirst().complete(2L);
        assertThat(later).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(2L));
        assertThat(questions).isEmpty();
    }

    @Test
    void a_round_that_fails_fails_its_own_only() {
        CompletableFuture<Long> first = rounds.ask();
        CompletableFuture<Long> second = rounds.ask();
        questions.removeFirst().completeExceptionally(new IOException("deposed"));
        assertThat(first).isCompletedExceptionally();
        questions.removeFirst().complete(2L);
        assertThat(second).isCompletedWithValue(2L);
    }

    @Test
    void who_gives_up_takes_nobody_along() {
        CompletableFuture<Long> first = rounds.ask();
        CompletableFuture<Long> second = rounds.ask();
        CompletableFuture<Long> third = rounds.ask();
        first.cancel(false);
        second.cancel(false);
        questions.removeFirst().complete(1L);
        questions.removeFirst().complete(2L);
        assertThat(third).isCompletedWithValue(2L);
    }
}
