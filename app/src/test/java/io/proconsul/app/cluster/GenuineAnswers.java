package io.proconsul.app.cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a genuine client of genuine servers answers the recorded exchanges. */
final class GenuineAnswers {
    private static final Duration START = Duration.ofMinutes(1);

    /** Lets genuine servers elect in seconds. */
    private static final List<String> QUICK =
            List.of("-hcl", "performance { raft_multiplier = 1 }");

    /** Asked for once for all tests: it takes more than a minute. */
    private static @Nullable Map<String, RecordedAnswer> found;

    private GenuineAnswers() {}

    static synchronized Map<String, RecordedAnswer> to(Replay replay, Executable genuine)
            throws IOException {
        Map<String, RecordedAnswer> known = found;
        if (known == null) {
            known = ask(replay, genuine);
            found = known;
        }
        return known;
    }

    private static Map<String, RecordedAnswer> ask(Replay replay, Executable genuine)
            throws IOException {
        Path folder = Files.createTempDirectory("genuine");
        try (var lan = new Lan();
                var servers = new Servers(lan, genuine, folder, QUICK)) {
            servers.start(START);
            try (Agent first = Clients.start(lan, genuine, "172.17.0.21", folder, Replay.flags());
                    Agent second =
                            Clients.start(lan, genuine, "172.17.0.22", folder, Clients.SECOND)) {
                Clients.awaitInCatalog(first, "172.17.0.21");
                Clients.awaitInCatalog(second, "172.17.0.22");
                Comparison.awaitSettled(servers);
                return replay.answers(first, folder);
            }
        }
    }
}
