package io.proconsul.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.app.cluster.Executable;
import io.proconsul.app.cluster.Namespace;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * No promise is broken by faults. A few short rounds by default; the whole campaign is
 *
 * <pre>
 * mvn verify -pl app -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test=FaultsIT -Dfailsafe.failIfNoSpecifiedTests=false -Dfaults.rounds=200 -Dfaults.seed=1
 * </pre>
 *
 * With {@code -Dcluster.genuine=true} the clients work on Consul 1.8.7, whose reads in default mode
 * may be stale after a leader was stopped.
 */
class FaultsIT {
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 0);
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
    private static final Duration LONGEST =
            Duration.ofMillis(Integer.getInteger("faults.longest.ms", 20_000));

    /** What every build can afford. */
    private static final List<Fault> SHORT =
            List.of(Fault.KILL_LEADER, Fault.STOP_LEADER, Fault.CUT_LEADER, Fault.KILL_ALL);

    private static final Duration SHORT_LENGTH = Duration.ofMillis(2_500);

    @Test
    void no_promise_is_broken() throws IOException {
        String obstacle = Namespace.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "skipped: no network namespaces here: " + obstacle);
        var campaign =
                new FaultCampaign(
                        Executable.chosen(),
                        unused(Path.of("target", "faults", Long.toString(SEED))),
                        SEED,
                        System.out);

        List<String> failures =
                ROUNDS == 0
                        ? campaign.run(SHORT, SHORT.size(), SHORT_LENGTH)
                        : campaign.run(chosen(), ROUNDS, LONGEST);

        assertThat(failures).as("seed %d", SEED).isEmpty();
    }

    /** Servers begin without a log, and what another run of that seed has left is kept. */
    private static Path unused(Path folder) {
        Path free = folder.toAbsolutePath();
        for (int run = 2; Files.exists(free); run++) {
            free = free.resolveSibling("%s-%d".formatted(folder.getFileName(), run));
        }
        return free;
    }

    /** {@code -Dfaults.only=STOP_LEADER,KILL_ALL}, or all. */
    private static List<Fault> chosen() {
        String only = System.getProperty("faults.only", "");
        return only.isEmpty()
                ? List.of(Fault.values())
                : Arrays.stream(only.split(",")).map(Fault::valueOf).toList();
    }
}
