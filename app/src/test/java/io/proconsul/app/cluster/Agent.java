package io.proconsul.app.cluster;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * An agent's process in a namespace, with a data folder that outlives it. Its log, of all its
 * lives, is the file {@code NAME.log} beside the data.
 */
public final class Agent implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private static final int SHOWN = 20;

    /** What still runs when the test's JVM is ended from outside. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Executable executable;
    private final Namespace namespace;
    private final List<String> flags;
    private final Path folder;
    private volatile String httpAddress;
    private @Nullable Process process;

    /**
     * @param httpAddress where its HTTP port 8500 is reached from inside the namespace
     * @param flags of {@code agent}, without the data folder
     */
    public Agent(
            String name,
            Executable executable,
            Namespace namespace,
            String httpAddress,
            Path folder,
            List<String> flags) {
        this.name = name;
        this.executable = executable;
        this.namespace = namespace;
        this.httpAddress = httpAddress;
        this.folder = folder;
        this.flags = List.copyOf(flags);
    }

    public String name() {
        return name;
    }

    public Namespace namespace() {
        return namespace;
    }

    public Path dataFolder() {
        return folder.resolve(name + "-data");
    }

    public Path log() {
        return folder.resolve(name + ".log");
    }

    public synchronized void start() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        Files.createDirectories(dataFolder());
        List<String> words = new ArrayList<>();
        words.add(executable.path().toString());
        words.add("agent");
        words.addAll(List.of("-data-dir", dataFolder().toString()));
        words.addAll(flags);
        File log = log().toFile();
        process =
                new ProcessBuilder(namespace.inside(words))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        RUNNING.add(process);
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    private synchronized Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    public long pid() {
        return running().pid();
    }

    /** SIGKILL, and the end of the process. */
    public void kill() {
        Process victim = running();
        victim.destroyForcibly().onExit().join();
        RUNNING.remove(victim);
    }

    /** SIGSTOP: it exists, but does nothing. */
    public void stop() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    public void signal(String signal) {
        Command.run("kill", "-" + signal, Long.toString(pid())).orFail();
    }

    /** SIGTERM; its exit status. */
    public int terminate() throws InterruptedException {
        Process leaving = running();
        leaving.destroy();
        return awaitExit(leaving);
    }

    /** The exit status of an agent that ends by itself. */
    public int awaitExit() throws InterruptedException {
        return awaitExit(running());
    }

    private int awaitExit(Process leaving) throws InterruptedException {
        if (!leaving.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end within " + FAREWELL.toSeconds() + " s");
        }
        RUNNING.remove(leaving);
        return leaving.exitValue();
    }

    public void reachedAt(String newHttpAddress) {
        httpAddress = newHttpAddress;
    }

    public InetSocketAddress http() {
        return new InetSocketAddress(httpAddress, 8500);
    }

    /**
     * One request on a connection of its own, made inside the namespace.
     *
     * @throws AssertionError with the end of the log when the process is not there any more
     */
    public HttpWire.Response ask(String method, String path, String body, Duration patience)
            throws IOException {
        if (!isAlive()) {
            throw new AssertionError(name + " does not run; its last words:\n" + lastWords());
        }
        return namespace.call(() -> {
            try (var wire = new HttpWire(http(), patience)) {
                return wire.send(method, path, body);
            }
        });
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }

    public HttpWire.Response get(String path) throws IOException {
        return ask("GET", path, "", Duration.ofSeconds(10));
    }

    public HttpWire.Response put(String path, String body) throws IOException {
        return ask("PUT", path, body, Duration.ofSeconds(10));
    }

    /** A command of the same executable, run beside the agent. */
    public Command command(String... words) {
        List<String> all = new ArrayList<>();
        all.add(executable.path().toString());
        all.addAll(List.of(words));
        return Command.run(namespace.inside(all));
    }

    /** As {@link #command}, with the agent's address said. */
    public Command commandAt(String command, String... words) {
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        all.add("-http-addr=" + httpAddress + ":8500");
        all.addAll(List.of(words));
        return command(all.toArray(String[]::new));
    }

    /** Kibibytes of memory the process holds, a line of {@code /proc/PID/status}. */
    public long residentKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Processor time it used since it was started. */
    public Duration processorTime() {
        return running().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
