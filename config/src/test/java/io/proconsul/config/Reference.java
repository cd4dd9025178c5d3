package io.proconsul.config;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was recorded of the real program, where it is there. */
final class Reference {
    private static final Path SHARED = Path.of("..", "..", "shared");

    private Reference() {}

    /** A file of the recordings; skips the test when it is missing. */
    static String read(String name) {
        Path file = SHARED.resolve("reference").resolve(name);
        assumeTrue(Files.isReadable(file), () -> "no recordings here: " + file.toAbsolutePath());
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What the real program prints to both outputs; skips the test when it is missing. */
    static String run(List<String> words) {
        Path tool = SHARED.resolve("tools").resolve("reference-consul");
        assumeTrue(
                Files.isExecutable(tool), () -> "no real program here: " + tool.toAbsolutePath());
        String program = output(List.of(tool.toString())).strip();
        var line = new ArrayList<String>(List.of(program));
        line.addAll(words);
        return output(line);
    }

    private static String output(List<String> line) {
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
