package io.proconsul.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The packaged executable as a server of its own on 127.0.0.1, with a data folder that outlives it.
 */
final class RunningAgent implements AutoCloseable {
    private static final Path EXECUTABLE =
            Path.of("target", "dist", "bin", "proconsul").toAbsolutePath();

    private final Path folder;
    private final List<Integer> ports;
    private final Process process;
    private final BufferedReader log;

    private RunningAgent(Path folder, List<Integer> ports, Process process) {
        this.folder = folder;
        this.ports = ports;
        this.process = process;
        this.log = process.inputReader();
    }

    /** Starts a new agent and waits until it leads. */
    static RunningAgent start(Path folder, String moreConfiguration) throws IOException {
        return start(folder, freePorts(), moreConfiguration);
    }

    /** Starts again what was killed: same ports, same data. */
    RunningAgent again() throws IOException {
        return start(folder, ports, "");
    }

    private static RunningAgent start(Path folder, List<Integer> ports, String more)
            throws IOException {
        Path configuration = folder.resolve("agent.json");
        Files.writeString(
                configuration,
                """
                {"server": true, "bootstrap": true, "data_dir": "%s", "node_name": "n1", "bind_addr": "127.0.0.1",
                 "client_addr": "127.0.0.1", "limits": {"http_max_conns_per_client": 1000}, %s
                 "ports": {"http": %d, "dns": %d, "server": %d, "serf_lan": %d, "serf_wan": %d}}
                """
                        .formatted(
                                folder.resolve("data"),
                                more.isEmpty() ? "" : more + ",",
                                ports.get(0),
                                ports.get(1),
                                ports.get(2),
                                ports.get(3),
                                ports.get(4)));
        Process process =
                new ProcessBuilder(
                                EXECUTABLE.toString(),
                                "agent",
                                "-config-file",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .start();
        var agent = new RunningAgent(folder, ports, process);
        agent.awaitLogLines(Set.of("cluster leadership acquired", "Consul agent running!"));
        return agent;
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** As {@link #awaitLogLines}, of one line. */
    void awaitLogLine(String text) throws IOException {
        awaitLogLines(Set.of(text));
    }

    /**
     * Reads the log until each text stood in a line, in whatever order; an agent that ends before
     * fails the test with its log.
     */
    private void awaitLogLines(Set<String> texts) throws IOException {
        Set<String> missing = new HashSet<>(texts);
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            seen.append(line).append('\n');
            missing.removeIf(line::contains);
            if (missing.isEmpty()) {
                drain();
                return;
            }
        }
        throw new AssertionError("the agent ended before it said " + missing + ":\n" + seen);
    }

    /** Nobody reads on, and the agent must not wait for a reader. */
    private void drain() {
        Thread.ofVirtual().start(() -> log.lines().forEach(line -> {}));
    }

    int httpPort() {
        return ports.get(0);
    }

    int dnsPort() {
        return ports.get(1);
    }

    /** Takes it down without a word, as a power cut of the process. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /** Ends it with SIGTERM and returns its exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("the agent did not end within 30 s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
