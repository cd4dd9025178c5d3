package io.proconsul.gossip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The genuine programs, where they can be had, and what their commands print. */
final class Genuine {
    private static final long COMMAND_SECONDS = 30;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

    private Genuine() {}

    /**
     * The program, or nothing when it cannot be had here.
     *
     * @param options of the tool that knows where it is
     */
    static Optional<Path> find(String... options) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path tool = up.resolve("../shared/tools/reference-consul").normalize();
            if (Files.isExecutable(tool)) {
                return ask(tool, options);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> ask(Path tool, String... options) {
        List<String> line = new ArrayList<>(List.of(tool.toString()));
        line.addAll(Arrays.asList(options));
        try {
            Process finding = new ProcessBuilder(line).start();
            String path = text(finding).strip();
            return finding.waitFor() == 0 ? Optional.of(Path.of(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts a program that adds what it prints to a log. */
    static Process start(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command prints, on both outputs. */
    static String run(List<String> command) {
        try {
            Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = text(running);
            if (!running.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no end of " + command);
            }
            return printed;
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Runs a command again and again until what it prints holds a regular expression. */
    static String await(String pattern, List<String> command) {
        Pattern wanted = Pattern.compile(pattern);
        long end = System.nanoTime() + PATIENCE_NANOS;
        String printed = "";
        while (System.nanoTime() - end < 0) {
            printed = run(command);
            if (wanted.matcher(printed).find()) {
                return printed;
            }
        }
        throw new AssertionError("no '" + pattern + "' after " + command + ":\n" + printed);
    }
}
