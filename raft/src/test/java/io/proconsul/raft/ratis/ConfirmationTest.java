package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class ConfirmationTest {
    private final Map<String, CompletableFuture<Void>> asked = new HashMap<>();

    private CompletableFuture<Void> ask(List<Set<String>> configurations) {
        return Confirmation.of(new Voters("a", configurations), this::answer);
    }

    private CompletableFuture<Void> answer(String peer) {
        return asked.computeIfAbsent(peer, _ -> new CompletableFuture<>());
    }

    private void yes(String peer) {
        answer(peer).complete(null);
    }

    private void no(String peer) {
        answer(peer).completeExceptionally(new IOException("term 7 has begun"));
    }

    @Test
    void of_three_servers_one_other_is_enough() {
        CompletableFuture<Void> majority = ask(List.of(Set.of("a", "b", "c")));
        assertThat(asked).containsOnlyKeys("b", "c");
        assertThat(majority).isNotDone();
        no("b");
        assertThat(majority).isNotDone();
        yes("c");
        assertThat(majority).isCompleted();
    }

    @Test
    void without_a_majority_it_fails_once_all_have_answered() {
        CompletableFuture<Void> majority = ask(List.of(Set.of("a", "b", "c", "d", "e")));
        yes("b");
        no("c");
        no("d");
        assertThat(majority).isNotDone();
        no("e");
        assertThat(majority).isCompletedExceptionally();
    }

    @Test
    void while_members_change_both_majorities_are_needed() {
        CompletableFuture<Void> majority = ask(List.of(Set.of("a", "b", "c"), Set.of("d", "e")));
        yes("b");
        yes("d");
        assertThat(majority).isNotDone();
        yes("e");
        assertThat(majority).isCompleted();
    }

    @Test
    void who_is_alone_asks_nobody() {
        assertThat(ask(List.of(Set.of("a")))).isCompleted();
        assertThat(asked).isEmpty();
    }
}
