package io.proconsul.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.model.operator.ServerStats;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.server.leader.Member;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class HealthRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final EngineStatus LEADER =
            new EngineStatus(
                    EngineStatus.Role.LEADER,
                    7,
                    "a",
                    "a:8300",
                    true,
                    1_000,
                    1_000,
                    1_000,
                    0,
                    0,
                    Duration.ZERO,
                    List.of());

    private static ServerHealth health(
            @Nullable ServerStats stats, Member.Status status, @Nullable ServerHealth before) {
        ServerMember member =
                new ServerMember("b", "b", "b:8300", status, false, 3, true, "1.8.7", "3");
        return HealthRules.of(
                new Peer("b", "old:8300", true),
                Optional.of(member),
                stats,
                before,
                LEADER,
                AutopilotConfig.DEFAULT,
                NOW);
    }

    private static boolean isHealthy(String contact, long term, long index) {
        return health(new ServerStats(contact, term, index), Member.Status.ALIVE, null).healthy();
    }

    @Test
    void who_is_near_the_leader_is_well() {
        assertThat(isHealthy("20ms", 7, 1_000)).isTrue();
        assertThat(isHealthy("480ms", 7, 1_000)).as("the leader had nothing to say").isTrue();
        assertThat(isHealthy("0", 7, 1_000)).isTrue();
    }

    @Test
    void silence_another_term_and_a_log_far_behind_are_not_well() {
        assertThat(isHealthy("501ms", 7, 1_000)).isFalse();
        assertThat(isHealthy("never", 7, 1_000)).isFalse();
        assertThat(isHealthy("nonsense", 7, 1_000)).isFalse();
        assertThat(isHealthy("20ms", 6, 1_000)).isFalse();
        assertThat(isHealthy("20ms", 7, 750)).isTrue();
        assertThat(isHealthy("20ms", 7, 749)).isFalse();
        assertThat(health(null, Member.Status.ALIVE, null).healthy()).isFalse();
        assertThat(health(new ServerStats("20ms", 7, 1_000), Member.Status.FAILED, null).healthy())
                .isFalse();
    }

    @Test
    void it_is_stable_since_its_health_last_changed() {
        ServerStats good = new ServerStats("20ms", 7, 1_000);
        ServerHealth first = health(good, Member.Status.ALIVE, null);
        assertThat(first.stableSince()).isEqualTo(NOW);
        ServerHealth older =
                new ServerHealth(
                        "b",
                        "b",
                        "",
                        1,
                        "",
                        false,
                        Duration.ZERO,
                        7,
                        1,
                        true,
                        true,
                        NOW.minusSeconds(30));
        assertThat(health(good, Member.Status.ALIVE, older).stableSince())
                .isEqualTo(NOW.minusSeconds(30));
        assertThat(health(null, Member.Status.ALIVE, older).stableSince()).isEqualTo(NOW);
    }

    @Test
    void it_is_told_with_the_address_of_now() {
        assertThat(health(null, Member.Status.ALIVE, null).address()).isEqualTo("b:8300");
    }

    @Test
    void so_many_may_fail_as_leave_a_majority() {
        ServerHealth well = health(new ServerStats("1ms", 7, 1_000), Member.Status.ALIVE, null);
        ServerHealth ill = health(null, Member.Status.ALIVE, null);
        assertThat(HealthRules.together(List.of(well, well, well)).failureTolerance()).isEqualTo(1);
        assertThat(HealthRules.together(List.of(well, well, ill)).failureTolerance()).isZero();
        assertThat(HealthRules.together(List.of(well, well, ill)).healthy()).isFalse();
        assertThat(HealthRules.together(List.of(well)).failureTolerance()).isZero();
        assertThat(HealthRules.together(List.of(well, ill, ill)).failureTolerance()).isZero();
    }
}
