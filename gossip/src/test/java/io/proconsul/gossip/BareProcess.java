package io.proconsul.gossip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A {@link BareMember} in a process of its own. */
final class BareProcess {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

    private final Process process;
    private final PrintStream commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private BareProcess(Process process) {
        this.process = process;
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static BareProcess start(String name, String address, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BareMember.class.getName(),
                                name,
                                address));
        command.addAll(Arrays.asList(options));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            BareProcess started = new BareProcess(process);
            Thread.ofVirtual().start(started::read);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException end) {
            lines.add("the process is gone: " + end);
        }
    }

    void tell(String command) {
        commands.println(command);
    }

    /** Waits for a line that holds a regular expression; others before it are thrown away. */
    String await(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        List<String> others = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (true) {
                String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new AssertionError("no '" + pattern + "' after " + others);
                }
                if (wanted.matcher(line).find()) {
                    return line;
                }
                others.add(line);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** How it ended by itself. */
    int exitCode() {
        return process.onExit().join().exitValue();
    }
}
