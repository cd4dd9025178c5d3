package io.proconsul.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The recorded exchanges of the HTTP API, sent to an agent of a cluster. */
final class Replay {
    /** What clients and servers of ours answer; access, config entries and intentions are not. */
    private static final Pattern AREAS =
            Pattern.compile(
                    "\"area\":"
                        + " \"(general|agent|kv|session|txn|blocking|catalog|health|coordinate|query"
                        + "|operator|internal|status|event|snapshot)\"");

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

    /**
     * What went otherwise than recorded of a lone server, by exchange, in words that do not depend
     * on when and where it was replayed.
     */
    Map<String, String> differences(Agent agent, Path folder) throws IOException {
        Path chosen = folder.resolve("vectors.jsonl");
        try (Stream<String> lines = Files.lines(vectors)) {
            Files.write(
                    chosen,
                    lines.filter(line -> line.startsWith("{\"meta\"") || AREAS.matcher(line).find())
                            .toList());
        }
        List<String> words =
                List.of(
                        tool.toString(),
                        chosen.toString(),
                        "--main",
                        "http:/" + agent.http(),
                        "--no-wait",
                        "--timeout",
                        "15");
        return parsed(Command.run(agent.namespace().inside(words), LONGEST).output());
    }

    private static Map<String, String> parsed(String output) {
        Map<String, String> differences = new TreeMap<>();
        String exchange = "";
        String last = "";
        for (String line : output.lines().toList()) {
            Matcher failure = FAILURE.matcher(line);
            if (failure.lookingAt()) {
                exchange = failure.group(1);
                differences.put(exchange, "");
            } else if (line.startsWith(" ")) {
                differences.merge(exchange, plain(line), (told, more) -> told + "\n" + more);
            }
            last = line;
        }
        if (!last.matches("\\d+ passed, .*")) {
            throw new AssertionError("the replay broke off: " + output);
        }
        return differences;
    }

    /** Without identifiers, numbers, what a list held, and how often a call was passed on. */
    private static String plain(String line) {
        return line.replaceAll("(elements, got \\d+): .*", "$1")
                .replaceAll("(rpc error making call: )+", "rpc error making call: ")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
                .replaceAll("\\d+", "#");
    }
}
