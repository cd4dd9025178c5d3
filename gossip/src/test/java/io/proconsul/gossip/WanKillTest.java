package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Members of both kinds that die in a pool with the WAN preset. Nobody may be given up before 30
 * seconds, the least time to object there, so this runs only where it is asked for.
 */
@Timeout(240)
class WanKillTest {
    private static final String ASKED_FOR = "proconsul.wan.kill";

    /** Six times the interval of five seconds; small pools need no confirmations. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(30);

    /** Until a probe has its turn and has failed, the time to object, and the way to the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void both_kinds_notice_who_was_killed_and_not_before_the_time_to_object_is_over(
            @TempDir Path folder) {
        Assumptions.assumeTrue(
                Boolean.getBoolean(ASKED_FOR),
                "skipped: takes a minute; -D" + ASKED_FOR + "=true runs it");
        try (MixedPool pool = MixedPool.withSerf(folder)) {
            SerfAgent s1 = pool.serf("s1", 1, "-profile=wan");
            SerfAgent s2 = pool.serfWithFirst("s2", 2, "-profile=wan");
            SerfSettings wan = SerfSettings.consul(SwimSettings.wan());
            TestMember j1 = pool.ours("j1", 11, given -> given.withSerf(wan));
            MixedPool.join(j1, s1);
            BareProcess j2 =
                    pool.process("j2", pool.address(12), "profile=wan", "join=" + s1.address());
            j2.await("joined s2");
            j1.awaitMembers(members -> members.size() == 4);
            s1.await("(?s)^([^\n]* alive *\n){4}$", "members");

            long start = System.nanoTime();
            s2.kill();
            j2.kill();
            Duration first = awaitFailed(j1, start, List.of("s2", "j2"), 1);
            Duration second = awaitFailed(j1, start, List.of("s2", "j2"), 2);
            s1.await("(?s)(j2 .*failed.*s2 .*failed)|(s2 .*failed.*j2 .*failed)", "members");
            System.out.println("killed members counted as failed after " + first + ", " + second);
            assertThat(first).isGreaterThan(LEAST_TIME);
        }
    }

    /** How long it took until so many of them had failed. */
    private static Duration awaitFailed(
            TestMember member, long start, List<String> killed, int count) {
        while (killed.stream().filter(member::isFailed).count() < count) {
            assertThat(member.hears(_ -> true, PATIENCE)).as("news in time").isTrue();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
