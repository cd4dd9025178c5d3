package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A genuine {@code serf agent} in a process of its own, on an address of its own. */
final class SerfAgent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path executable;
    private final String ip;
    private final Process process;
    final File log;

    private SerfAgent(Path executable, String ip, Process process, File log) {
        this.executable = executable;
        this.ip = ip;
        this.process = process;
        this.log = log;
    }

    /** The program, or why there is none. */
    static Optional<Path> find() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path tool = up.resolve("../shared/tools/reference-consul").normalize();
            if (Files.isExecutable(tool)) {
                return run(tool);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> run(Path tool) {
        try {
            Process finding = new ProcessBuilder(tool.toString(), "--serf").start();
            String path = text(finding).strip();
            return finding.waitFor() == 0 ? Optional.of(Path.of(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static SerfAgent start(Path executable, Path folder, String node, String ip, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                executable.toString(),
                                "agent",
                                "-node=" + node,
                                "-bind=" + ip + ":7946",
                                "-rpc-addr=" + ip + ":7373",
                                "-profile=local",
                                "-event-handler=query:load=echo 0.7"));
        command.addAll(Arrays.asList(more));
        File log = folder.resolve(node + ".log").toFile();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
            SerfAgent agent = new SerfAgent(executable, ip, process, log);
            agent.await("alive", "members", "-status=alive");
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return ip + ":7946";
    }

    /** What a command of the real program prints. */
    String ask(String command, String... arguments) {
        List<String> line =
                new ArrayList<>(
                        List.of(executable.toString(), command, "-rpc-addr=" + ip + ":7373"));
        line.addAll(Arrays.asList(arguments));
        try {
            Process asking = new ProcessBuilder(line).redirectErrorStream(true).start();
            String printed = text(asking);
            assertThat(asking.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Asks again and again until the answer holds a regular expression: on a busy machine an answer
     * may come too late.
     */
    String await(String pattern, String command, String... arguments) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        @Nullable String printed = null;
        while (System.nanoTime() < end) {
            printed = ask(command, arguments);
            if (Pattern.compile(pattern).matcher(printed).find()) {
                return printed;
            }
        }
        throw new AssertionError(
                "no '" + pattern + "' in the answer to '" + command + "':\n" + printed);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
