package io.proconsul.app.faults;

import io.proconsul.app.cluster.Executable;
import io.proconsul.app.cluster.Lan;
import io.proconsul.app.cluster.Servers;
import io.proconsul.sim.history.HistoryCheck;
import io.proconsul.sim.history.HistoryText;
import io.proconsul.sim.history.Operation;
import io.proconsul.sim.history.Violation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rounds of faults against three servers. The seed decides faults, their lengths and what the
 * clients do; when things happen is up to the machine. Histories of failing rounds and all logs
 * stay in the folder.
 */
final class FaultCampaign {
    private static final Duration START = Duration.ofMinutes(1);
    private static final int SHORTEST_MS = 1_000;

    private final Executable executable;
    private final Path folder;
    private final long seed;
    private final PrintStream out;
    private final List<String> failures = new ArrayList<>();

    FaultCampaign(Executable executable, Path folder, long seed, PrintStream out) {
        this.executable = executable;
        this.folder = folder;
        this.seed = seed;
        this.out = out;
    }

    /**
     * Runs the rounds.
     *
     * @param faults in turn; the campaign begins again at the first after the last
     * @param longest a fault lasts between one second and this
     * @return what went wrong, one text for each broken promise
     */
    List<String> run(List<Fault> faults, int rounds, Duration longest) throws IOException {
        Files.createDirectories(folder);
        out.printf("%s: %d rounds, seed %d, logs in %s%n", executable.path(), rounds, seed, folder);
        var random = new SplittableRandom(seed);
        try (var lan = new Lan();
                var servers = new Servers(lan, executable, folder, List.of())) {
            servers.start(START);
            for (int number = 0; number < rounds; number++) {
                Duration length =
                        Duration.ofMillis(
                                random.nextInt(
                                        SHORTEST_MS, Math.toIntExact(longest.toMillis()) + 1));
                round(servers, number, faults.get(number % faults.size()), length, random.split());
            }
        }
        return failures;
    }

    private void round(
            Servers servers, int number, Fault fault, Duration wanted, SplittableRandom random)
            throws IOException {
        String prefix = "faults/" + number + "/";
        Duration length = fault.atMost(wanted);
        var round = new Round(servers, random, prefix);
        String title =
                String.format("round %d: %s for %d ms", number, fault.words(), length.toMillis());
        try {
            List<Operation> history = round.run(fault, length);
            List<Violation> violations = HistoryCheck.violations(history);
            summarize(title, round.recorder(), history);
            violations.forEach(violation -> fail(title, violation.toString()));
            if (!violations.isEmpty()) {
                keep(number, history);
            }
            servers.all().getFirst().ask("DELETE", "/v1/kv/" + prefix + "?recurse", "", START);
        } catch (AssertionError | IllegalStateException failure) {
            fail(
                    title,
                    failure.toString() + (failure.getCause() == null ? "" : failure.getCause()));
            keep(number, round.recorder().history());
            Fault.mend(servers);
            servers.awaitWrites(START);
        }
    }

    private void summarize(String title, Recorder recorder, List<Operation> history) {
        long unknown = history.stream().filter(operation -> !operation.isKnown()).count();
        out.printf(
                "%s: %d operations, %d of them with unknown outcome; no write for %d ms at most%n",
                title, history.size(), unknown, recorder.longestPause().toMillis());
    }

    private void fail(String title, String what) {
        failures.add(title + ": " + what);
        out.println(title + ": FAILED: " + what);
    }

    private void keep(int number, List<Operation> history) throws IOException {
        Path file = folder.resolve("round-" + number + ".history");
        List<String> lines = new ArrayList<>();
        lines.add("# seed " + seed + ", round " + number + "; times in nanoseconds");
        history.stream().map(HistoryText::line).forEach(lines::add);
        Files.write(file, lines);
        out.println("  history kept in " + file);
    }
}
