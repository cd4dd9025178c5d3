package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void who_waits_is_told_when_the_state_is_there_and_not_before() {
        progress.applied(5);
        assertThat(progress.reached(5)).isCompletedWithValue(5L);
        CompletableFuture<Long> seven = progress.reached(7);
        CompletableFuture<Long> six = progress.reached(6);
        progress.applied(6);
        assertThat(six).isCompletedWithValue(6L);
        assertThat(seven).isNotDone();
        progress.applied(9);
        assertThat(seven).isCompletedWithValue(9L);
    }
}
