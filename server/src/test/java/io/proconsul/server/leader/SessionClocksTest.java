package io.proconsul.server.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.session.Session;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class SessionClocksTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> ended = new ArrayList<>();
    private CompletableFuture<?> outcome = CompletableFuture.completedFuture(null);
    private final SessionClocks clocks =
            new SessionClocks(
                    time,
                    time,
                    Chance.seeded(1),
                    id -> {
                        ended.add(id);
                        return outcome;
                    });

    private static Session session(String id, String ttl) {
        return new Session(
                id, "", "n", Duration.ZERO, Session.RELEASE, ttl, null, null, null, 1, 1);
    }

    @Test
    void a_session_ends_after_twice_its_time_to_live() {
        clocks.start(List.of(session("a", "10s")));
        time.pass(Duration.ofMillis(19_999));
        assertThat(ended).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(ended).containsExactly("a");
        assertThat(clocks.size()).isZero();
    }

    @Test
    void renewing_starts_the_time_anew_without_another_timer() {
        clocks.start(List.of(session("a", "10s")));
        for (int i = 0; i < 100; i++) {
            time.pass(Duration.ofSeconds(9));
            clocks.reset(session("a", "10s"));
            assertThat(time.pending()).isEqualTo(1);
        }
        time.pass(Duration.ofMillis(19_999));
        assertThat(ended).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(ended).containsExactly("a");
    }

    @Test
    void sessions_without_a_time_to_live_never_end() {
        clocks.start(List.of(session("a", ""), session("b", "0s")));
        time.pass(Duration.ofDays(365));
        assertThat(ended).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_session_that_is_gone_has_no_clock() {
        clocks.start(List.of(session("a", "10s")));
        clocks.clear("a");
        assertThat(time.pending()).isZero();
        time.pass(Duration.ofDays(1));
        assertThat(ended).isEmpty();
    }

    @Test
    void only_the_leader_keeps_clocks() {
        clocks.reset(session("a", "10s"));
        assertThat(clocks.size()).isZero();
        clocks.start(List.of(session("a", "10s")));
        clocks.stop();
        time.pass(Duration.ofDays(1));
        assertThat(ended).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_new_leader_starts_all_clocks_anew() {
        clocks.start(List.of(session("a", "10s")));
        time.pass(Duration.ofSeconds(19));
        clocks.stop();
        clocks.start(List.of(session("a", "10s")));
        time.pass(Duration.ofSeconds(19));
        assertThat(ended).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(ended).containsExactly("a");
    }

    @Test
    void ending_that_fails_is_tried_again_until_it_succeeds() {
        outcome = CompletableFuture.failedFuture(new IllegalStateException("not the leader"));
        clocks.start(List.of(session("a", "10s")));
        time.pass(Duration.ofSeconds(20));
        time.pass(Duration.ofSeconds(15));
        assertThat(ended).containsExactly("a", "a");
        outcome = CompletableFuture.completedFuture(null);
        time.pass(Duration.ofMinutes(10));
        assertThat(ended).containsExactly("a", "a", "a");
        assertThat(time.pending()).isZero();
    }
}
