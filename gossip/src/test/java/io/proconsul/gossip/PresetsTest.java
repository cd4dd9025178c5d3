package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Each of our presets beside genuine agents with the same one. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class PresetsTest {
    private static SwimSettings preset(String name) {
        return switch (name) {
            case "wan" -> SwimSettings.wan();
            case "lan" -> SwimSettings.lan();
            default -> SwimSettings.local();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"wan", "lan", "local"})
    void members_meet_talk_and_part(String profile, @TempDir Path folder) {
        try (MixedPool pool = MixedPool.withSerf(folder)) {
            SerfAgent s1 = pool.serf("s1", 1, "-profile=" + profile);
            pool.serfWithFirst("s2", 2, "-profile=" + profile);
            SerfSettings settings = SerfSettings.consul(preset(profile));
            TestMember j1 = pool.ours("j1", 11, given -> given.withSerf(settings));
            TestMember j2 = pool.ours("j2", 12, given -> given.withSerf(settings));
            MixedPool.join(j1, s1);
            MixedPool.join(j2, s1);
            j1.awaitMembers(members -> members.size() == 4);
            s1.await("(?s)^([^\n]* alive *\n){4}$", "members");

            MixedPool.untilAllHear(
                    () -> s1.ask("event", "-coalesce=false", "theirs"), "theirs", "", j1, j2);
            byte[] payload = "x".getBytes(StandardCharsets.UTF_8);
            MixedPool.untilAllHear(
                    () -> j1.pool.userEvent("ours", payload, false).join(), "ours", "x", j2);
            s1.await("Successfully contacted all live nodes", "reachability");

            CompletableFuture<Void> gone = j2.pool.leave();
            j1.awaitLeft("j2");
            s1.await("j2 .*left", "members");
            gone.join();
            assertThat(s1.ask("members", "-status=alive").lines()).hasSize(3);
        }
    }
}
