package io.proconsul.app.dist;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes ahead-of-time caches: runs the program once as its users would and lets the JVM remember
 * what it loaded. Agents started here live for seconds, listen on 127.0.0.1 on free ports, and are
 * gone when a method returns.
 */
final class Training {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 120;

    /** What an agent should have done once: each a method, a path and a body. */
    private static final List<Request> EXERCISE =
            List.of(
                    new Request("PUT", "/v1/kv/training/key", "value"),
                    new Request("GET", "/v1/kv/training/key", ""),
                    new Request("GET", "/v1/kv/training?recurse", ""),
                    new Request("GET", "/v1/kv/training/key?consistent", ""),
                    new Request("GET", "/v1/kv/training/key?raw", ""),
                    new Request(
                            "PUT",
                            "/v1/txn",
                            "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"training/txn\",\"Value\":\"YQ==\"}}]"),
                    new Request("PUT", "/v1/session/create", "{\"TTL\":\"10s\"}"),
                    new Request(
                            "PUT",
                            "/v1/agent/service/register",
                            "{\"Name\":\"training\",\"Port\":80,\"Check\":{\"TTL\":\"30s\",\"Status\":\"passing\"}}"),
                    new Request("PUT", "/v1/agent/check/pass/service:training", ""),
                    new Request(
                            "PUT",
                            "/v1/catalog/register",
                            "{\"Node\":\"n\",\"Address\":\"127.0.0.2\",\"Service\":{\"Service\":\"other\",\"Port\":1}}"),
                    new Request("GET", "/v1/catalog/services", ""),
                    new Request("GET", "/v1/catalog/nodes", ""),
                    new Request("GET", "/v1/catalog/service/other", ""),
                    new Request("GET", "/v1/health/service/training?passing", ""),
                    new Request("GET", "/v1/health/service/other?index=1&wait=1s", ""),
                    new Request("GET", "/v1/agent/self", ""),
                    new Request("GET", "/v1/agent/members", ""),
                    new Request("GET", "/v1/agent/services", ""),
                    new Request("GET", "/v1/agent/metrics", ""),
                    new Request("GET", "/v1/status/leader", ""));

    private final Path home;
    private final Path java;

    Training(Path home, Path java) {
        this.home = home;
        this.java = java;
    }

    /** Makes {@code cli.aot}; what went wrong, or nothing. */
    List<String> commandLine(List<String> jars) throws IOException, InterruptedException {
        List<String> command = java(Launcher.CLI_FLAGS, "cli.aot", jars, Launcher.CLI_MAIN);
        command.add("-train");
        return run(command, home.resolve("cli.aot"));
    }

    /** Makes {@code agent.aot}; what went wrong, or nothing. */
    List<String> agent(List<String> jars) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("proconsul-training");
        try {
            return agent(jars, folder);
        } finally {
            deleteAll(folder);
        }
    }

    private List<String> agent(List<String> jars, Path folder)
            throws IOException, InterruptedException {
        List<Integer> ports = freePorts(5);
        Path configuration = folder.resolve("agent.json");
        Files.writeString(configuration, configuration(folder, ports));
        List<String> command = java(Launcher.AGENT_FLAGS, "agent.aot", jars, Launcher.AGENT_MAIN);
        command.addAll(List.of("agent", "-config-file", configuration.toString()));
        Process agent = start(command, folder.resolve("log"));
        List<String> complaints = exercise(agent, ports.getFirst());
        if (complaints.isEmpty()) {
            new HotPaths(new Load(ports.get(0), ports.get(1))).run();
        }
        agent.destroy();
        if (!agent.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            agent.destroyForcibly();
            return List.of("the training agent did not stop");
        }
        if (!complaints.isEmpty() || !Files.exists(home.resolve("agent.aot"))) {
            return List.of(String.join("\n", complaints), Files.readString(folder.resolve("log")));
        }
        return List.of();
    }

    private static String configuration(Path folder, List<Integer> ports) {
        return """
        {"server": true, "bootstrap": true, "data_dir": "%s", "node_name": "training", "log_level": "INFO",
         "bind_addr": "127.0.0.1", "client_addr": "127.0.0.1", "disable_update_check": true,
         "ports": {"http": %d, "dns": %d, "server": %d, "serf_lan": %d, "serf_wan": %d}}
        """
                .formatted(
                        folder.resolve("state"),
                        ports.get(0),
                        ports.get(1),
                        ports.get(2),
                        ports.get(3),
                        ports.get(4));
    }

    private List<String> exercise(Process agent, int port) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && agent.isAlive()) {
            if (answers(port, new Request("GET", "/v1/kv/probe?consistent", ""))) {
                EXERCISE.forEach(request -> answers(port, request));
                return List.of();
            }
            Thread.sleep(50);
        }
        return List.of(
                agent.isAlive()
                        ? "the training agent elected no leader"
                        : "the training agent ended early");
    }

    /** Whether the agent answered, with success or with "not found". */
    private static boolean answers(int port, Request request) {
        try {
            var connection =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + request.path)
                                    .toURL()
                                    .openConnection();
            connection.setReadTimeout(10_000);
            connection.setRequestMethod(request.method);
            if (!request.body.isEmpty()) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(request.body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream in =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (in != null) {
                    in.readAllBytes();
                }
                return status < 500;
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<String> java(List<String> flags, String cache, List<String> jars, String main) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.add("-XX:AOTCacheOutput=" + home.resolve(cache));
        command.addAll(List.of("-cp", Launcher.classPath(home, jars), main));
        return command;
    }

    private static List<String> run(List<String> command, Path result)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("proconsul-training", ".log");
        try {
            Process process = start(command, log);
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.exists(result) ? List.of() : List.of(Files.readString(log));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static Process start(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private record Request(String method, String path, String body) {}
}
