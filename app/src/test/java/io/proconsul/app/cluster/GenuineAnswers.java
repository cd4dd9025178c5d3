package io.proconsul.app.cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a genuine client of genuine servers answers the recorded exchanges of a lone server. */
final class GenuineAnswers {
    private static final Duration START = Duration.ofMinutes(1);

    /** Lets genuine servers elect in seconds. */
    private static final List<String> QUICK =
            List.of("-hcl", "performance { raft_multiplier = 1 }");

    /** Found once for all tests: it takes more than a minute. */
    private static @Nullable Map<String, String> found;

    private GenuineAnswers() {}

    /** What differs from the recording, as far as it can be compared. */
    static synchronized Map<String, String> differences(Replay replay, Executable genuine)
            throws IOException {
        Map<String, String> known = found;
        if (known == null) {
            known = comparable(replay(replay, genuine));
            found = known;
        }
        return known;
    }

    private static Map<String, String> replay(Replay replay, Executable genuine)
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
                return replay.differences(first, folder);
            }
        }
    }

    /** Without the exchanges that are listed as not comparable, each with its reason. */
    static Map<String, String> comparable(Map<String, String> differences) throws IOException {
        Map<String, String> comparable = new TreeMap<>(differences);
        comparable.keySet().removeAll(excepted());
        return comparable;
    }

    private static Set<String> excepted() throws IOException {
        try (var in = GenuineAnswers.class.getResourceAsStream("/not-comparable.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
        }
    }
}
