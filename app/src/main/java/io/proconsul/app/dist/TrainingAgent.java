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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An agent that lives for a training: on 127.0.0.1, on free ports, with a folder of its own. */
final class TrainingAgent {
    private static final int READ_MILLIS = 10_000;
    private static final int POLL_MILLIS = 50;

    private final Path folder;
    private final Ports ports;
    private final Process process;

    private TrainingAgent(Path folder, Ports ports, Process process) {
        this.folder = folder;
        this.ports = ports;
        this.process = process;
    }

    private record Ports(int http, int dns, int server, int lan, int wan) {}

    /** A request and whether its answer will do. */
    record Request(String method, String path, String body) {
        static Request get(String path) {
            return new Request("GET", path, "");
        }
    }

    /**
     * Starts the first server of a cluster.
     *
     * @param java the command up to the arguments of the program
     */
    static TrainingAgent first(List<String> java, Path folder) throws IOException {
        return start(java, folder, "\"server\": true, \"bootstrap\": true");
    }

    /** Starts a server that joins another. */
    static TrainingAgent joining(TrainingAgent other, List<String> java, Path folder)
            throws IOException {
        return start(java, folder, "\"server\": true, " + other.joined());
    }

    /** Starts an agent that joins another and is no server. */
    static TrainingAgent client(TrainingAgent other, List<String> java, Path folder)
            throws IOException {
        return start(java, folder, "\"server\": false, " + other.joined());
    }

    private String joined() {
        return "\"retry_join\": [\"127.0.0.1:%d\"]".formatted(ports.lan());
    }

    private static TrainingAgent start(List<String> java, Path folder, String how)
            throws IOException {
        Ports ports = freePorts();
        Files.createDirectories(folder);
        Path configuration = folder.resolve("agent.json");
        Files.writeString(configuration, configuration(folder, ports, how));
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("agent", "-config-file", configuration.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        return new TrainingAgent(folder, ports, process);
    }

    /** It leaves when it ends, so that those left behind can decide without it. */
    private static String configuration(Path folder, Ports ports, String how) {
        return """
        {%s, "data_dir": "%s", "node_name": "%s", "log_level": "INFO",
         "bind_addr": "127.0.0.1", "client_addr": "127.0.0.1", "disable_update_check": true,
         "leave_on_terminate": true, "retry_interval": "200ms", "performance": {"raft_multiplier": 1},
         "autopilot": {"server_stabilization_time": "100ms"},
         "ports": {"http": %d, "dns": %d, "server": %d, "serf_lan": %d, "serf_wan": %d}}
        """
                .formatted(
                        how,
                        folder.resolve("state"),
                        folder.getFileName(),
                        ports.http(),
                        ports.dns(),
                        ports.server(),
                        ports.lan(),
                        ports.wan());
    }

    private static Ports freePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            int[] free = new int[5];
            for (int i = 0; i < free.length; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                free[i] = socket.getLocalPort();
            }
            return new Ports(free[0], free[1], free[2], free[3], free[4]);
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    Load load() {
        return new Load(ports.http(), ports.dns());
    }

    /** Whether within that time it knows a leader and answers in the consistent mode. */
    boolean isReadyWithin(int seconds) throws InterruptedException {
        return within(seconds, () -> answers(Request.get("/v1/kv/probe?consistent")));
    }

    /** Whether within that time this many servers have a vote. */
    boolean hasVotersWithin(int seconds, int count) throws InterruptedException {
        Request configuration = Request.get("/v1/operator/raft/configuration");
        return within(
                seconds, () -> body(configuration).split("\"Voter\":true", -1).length - 1 == count);
    }

    /** A question that may be repeated. */
    private interface Question {
        boolean isTrue() throws IOException;
    }

    private boolean within(int seconds, Question question) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (question.isTrue()) {
                    return true;
                }
            } catch (IOException notYet) {
                // Asked again below.
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }

    /** Sends a request; whether it was answered with success or with "not found". */
    boolean answers(Request request) {
        try {
            HttpURLConnection connection = open(request);
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

    private String body(Request request) throws IOException {
        try (InputStream in = open(request).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpURLConnection open(Request request) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + ports.http() + request.path);
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestMethod(request.method);
        if (!request.body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(request.body.getBytes(StandardCharsets.UTF_8));
        }
        return connection;
    }

    /** Has it leave the cluster and end; whether it did within that time. */
    boolean stopsWithin(int seconds) throws InterruptedException {
        process.destroy();
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            return true;
        }
        process.destroyForcibly();
        return false;
    }

    void kill() {
        process.destroyForcibly();
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
