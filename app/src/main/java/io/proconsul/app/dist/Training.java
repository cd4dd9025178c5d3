package io.proconsul.app.dist;

import io.proconsul.app.dist.TrainingAgent.Request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes ahead-of-time caches: runs the program once as its users would and lets the JVM remember
 * what it loaded. Agents started here live for seconds, listen on 127.0.0.1 on free ports, and are
 * gone when a method returns.
 */
final class Training {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 120;

    /**
     * What the first compiler made hot here, an agent later compiles with it at once and for good;
     * all else goes the usual way, up to the optimising compiler. See ADR 0005.
     */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

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
        List<String> command =
                java(Launcher.CLI_FLAGS, Optional.of("cli.aot"), jars, Launcher.CLI_MAIN);
        command.add("-train");
        return run(command, home.resolve("cli.aot"));
    }

    /**
     * Makes {@code agent.aot} and {@code client.aot}; what went wrong, or nothing. The server that
     * is remembered first follows another, then leads one, both with the remembered client, then is
     * alone.
     */
    List<String> agent(List<String> jars) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("proconsul-training");
        List<TrainingAgent> started = new ArrayList<>();
        try {
            return agent(jars, folder, started);
        } finally {
            started.forEach(TrainingAgent::kill);
            deleteAll(folder);
        }
    }

    private List<String> agent(List<String> jars, Path folder, List<TrainingAgent> started)
            throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(Launcher.AGENT_FLAGS);
        flags.add(FIRST_COMPILER);
        List<String> remembered = java(flags, Optional.of("agent.aot"), jars, Launcher.AGENT_MAIN);
        List<String> plain =
                java(Launcher.AGENT_FLAGS, Optional.empty(), jars, Launcher.AGENT_MAIN);
        List<String> rememberedClient =
                java(Launcher.CLIENT_FLAGS, Optional.of("client.aot"), jars, Launcher.AGENT_MAIN);

        TrainingAgent leader = TrainingAgent.first(plain, folder.resolve("leader"));
        started.add(leader);
        TrainingAgent agent =
                TrainingAgent.joining(leader, remembered, folder.resolve("remembered"));
        started.add(agent);
        TrainingAgent client =
                TrainingAgent.client(agent, rememberedClient, folder.resolve("client"));
        started.add(client);
        HotPaths hotPaths = new HotPaths(agent.load());
        HotPaths throughClient = new HotPaths(client.load());
        if (!leader.isReadyWithin(START_SECONDS)
                || !agent.isReadyWithin(START_SECONDS)
                || !agent.hasVotersWithin(START_SECONDS, 2)
                || !client.isReadyWithin(START_SECONDS)) {
            return List.of("the training cluster did not come to be", leader.log(), agent.log());
        }
        hotPaths.together();
        throughClient.fromAfar();

        if (!leader.stopsWithin(STOP_SECONDS) || !agent.hasVotersWithin(START_SECONDS, 1)) {
            return List.of("the training leader did not leave", leader.log(), agent.log());
        }
        TrainingAgent follower = TrainingAgent.joining(agent, plain, folder.resolve("follower"));
        started.add(follower);
        if (!agent.hasVotersWithin(START_SECONDS, 2)) {
            return List.of("the training agent found no follower", agent.log(), follower.log());
        }
        hotPaths.together();
        throughClient.fromAfar();

        EXERCISE.forEach(client::answers);
        if (!client.stopsWithin(STOP_SECONDS) || !Files.exists(home.resolve("client.aot"))) {
            return List.of("the training client did not end well", client.log());
        }
        if (!follower.stopsWithin(STOP_SECONDS) || !agent.hasVotersWithin(START_SECONDS, 1)) {
            return List.of("the training follower did not leave", agent.log(), follower.log());
        }
        EXERCISE.forEach(agent::answers);
        hotPaths.alone();

        if (!agent.stopsWithin(STOP_SECONDS) || !Files.exists(home.resolve("agent.aot"))) {
            return List.of("the training agent did not end well", agent.log());
        }
        return List.of();
    }

    private List<String> java(
            List<String> flags, Optional<String> cache, List<String> jars, String main) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        cache.ifPresent(name -> command.add("-XX:AOTCacheOutput=" + home.resolve(name)));
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

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
