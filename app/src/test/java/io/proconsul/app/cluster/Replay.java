package io.proconsul.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The recorded exchanges of the HTTP API, sent to an agent of a cluster. */
final class Replay {
    /** What clients and servers of ours answer; access, config entries and intentions are not. */
    private static final Set<String> AREAS =
            Set.of(
                    "general",
                    "agent",
                    "kv",
                    "session",
                    "txn",
                    "blocking",
                    "catalog",
                    "health",
                    "coordinate",
                    "query",
                    "operator",
                    "internal",
                    "status",
                    "event",
                    "snapshot");

    private static final Pattern AREA = Pattern.compile("\"area\": \"([^\"]+)\"");

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Path tool;
    private final Path vectors;

    private Replay(Path tool, Path vectors) {
        this.tool = tool;
        this.vectors = vectors;
    }

    /** The tool and the recordings, where they are there. */
    static Optional<Replay> find() {
        Optional<Path> tool = Executable.shared("tools/replay-vectors");
        Optional<Path> vectors = Executable.shared("reference/http-vectors.jsonl");
        return tool.flatMap(program -> vectors.map(file -> new Replay(program, file)));
    }

    /** What the agents that answer must be called, and what they must say of themselves. */
    static List<String> flags() {
        return List.of(
                "-node",
                "vec",
                "-node-id",
                "11111111-2222-3333-4444-555555555555",
                "-node-meta",
                "rack:r1");
    }

    /** How many exchanges of which areas are recorded, but not sent. */
    Map<String, Integer> unsent() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(vectors)) {
            String area = area(line);
            if (!area.isEmpty() && !AREAS.contains(area)) {
                counts.merge(area, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The last answer to each exchange, by its id, in the order they were sent. */
    Map<String, RecordedAnswer> answers(Agent agent, Path folder) throws IOException {
        Path answers = folder.resolve("answers.jsonl");
        List<String> words =
                List.of(
                        "python3",
                        script(folder).toString(),
                        tool.toString(),
                        answers.toString(),
                        chosen(folder).toString(),
                        "--main",
                        "http:/" + agent.http(),
                        "--no-wait",
                        "--timeout",
                        "15");
        String told = Command.run(agent.namespace().inside(words), LONGEST).output();
        if (!told.strip().matches("(?s).*\\d+ passed, \\d+ failed.*")) {
            throw new AssertionError("the replay broke off: " + told);
        }
        Map<String, RecordedAnswer> byId = new LinkedHashMap<>();
        for (String line : Files.readAllLines(answers)) {
            RecordedAnswer answer = RecordedAnswer.parse(line);
            byId.put(answer.id(), answer);
        }
        return byId;
    }

    private static Path script(Path folder) throws IOException {
        Path script = folder.resolve("record-answers.py");
        try (var in = Replay.class.getResourceAsStream("/record-answers.py")) {
            Files.write(script, Objects.requireNonNull(in).readAllBytes());
        }
        return script;
    }

    private Path chosen(Path folder) throws IOException {
        Path chosen = folder.resolve("vectors.jsonl");
        try (Stream<String> lines = Files.lines(vectors)) {
            List<String> sent =
                    lines.filter(line -> area(line).isEmpty() || AREAS.contains(area(line)))
                            .toList();
            return Files.write(chosen, sent);
        }
    }

    /** Empty for the line that describes the file. */
    private static String area(String line) {
        Matcher area = AREA.matcher(line);
        return !line.startsWith("{\"meta\"") && area.find() ? area.group(1) : "";
    }
}
