package io.proconsul.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The recorded exchanges of the HTTP API, sent to an agent of a cluster. */
final class Replay {
    /** What a client agent answers from its servers; the rest speaks of the agent itself. */
    private static final Pattern AREAS =
            Pattern.compile(
                    "\"area\":"
                        + " \"(general|agent|kv|session|txn|blocking|catalog|health|coordinate|query|config"
                        + "|intention|operator|internal|status|event|snapshot)\"");

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Pattern FAILURE = Pattern.compile("FAIL (\\S+) ");

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

    /** The exchanges that went otherwise than recorded. */
    Set<String> failures(Agent agent, Path folder) throws IOException {
        Path chosen = folder.resolve("vectors.jsonl");
        try (Stream<String> lines = Files.lines(vectors)) {
            Files.write(
                    chosen,
                    lines.filter(line -> line.startsWith("{\"meta\"") || AREAS.matcher(line).find())
                            .toList());
        }
        Command replay =
                Command.run(
                        agent.namespace()
                                .inside(
                                        List.of(
                                                tool.toString(),
                                                chosen.toString(),
                                                "--main",
                                                "http:/" + agent.http(),
                                                "--no-wait",
                                                "--timeout",
                                                "15")),
                        LONGEST);
        Files.writeString(folder.resolve("replay.txt"), replay.output());
        Set<String> failures = new TreeSet<>();
        FAILURE.matcher(replay.output()).results().forEach(found -> failures.add(found.group(1)));
        List<String> last = new ArrayList<>(replay.output().lines().toList());
        if (last.isEmpty() || !last.getLast().matches("\\d+ passed, .*")) {
            throw new AssertionError("the replay broke off: " + replay.output());
        }
        return failures;
    }
}
