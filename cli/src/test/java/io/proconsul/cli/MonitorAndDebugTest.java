package io.proconsul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.cli.ScriptedAgent.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;

class MonitorAndDebugTest {
    private final ScriptedAgent agent = new ScriptedAgent();
    private final FakeMachine machine = new FakeMachine();
    private final TypedCommands typed = new TypedCommands(agent.address(), machine);

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void the_log_is_printed_until_the_agent_ends() {
        agent.on("GET /v1/agent/monitor?logjson=true&loglevel=debug", "{\"a\":1}\n{\"b\":2}\n");

        assertThat(typed.run("monitor", "-log-json", "-log-level=debug")).isEqualTo(1);
        assertThat(typed.output())
                .startsWith("{\"a\":1}\n{\"b\":2}\n\nRemote side ended the monitor!");
    }

    @Test
    void a_level_that_does_not_exist_is_refused_by_the_agent() {
        agent.on("GET /v1/agent/monitor", question -> Reply.refused(400, "Bad request: x"));

        assertThat(typed.run("monitor", "-log-level=x")).isEqualTo(1);
        assertThat(typed.errors())
                .isEqualTo(
                        "Error starting monitor: Unexpected response code: 400 (Bad request: x)\n");
    }

    @ParameterizedTest
    @CsvSource({
        "-duration=1s, duration must be longer than 10s",
        "-interval=1s, interval must be longer than 10s",
        "-duration=10s, duration (10s) must be longer than interval (30s)",
        "-capture=x, target not found: x",
    })
    void what_makes_no_sense_is_refused_before_anything_is_written(String flag, String reason) {
        agent.on("GET /v1/agent/self", "{}");

        assertThat(typed.run("debug", flag)).isEqualTo(1);
        assertThat(typed.errors()).isEqualTo("==> Capture validation failed: " + reason + "\n");
    }

    @Test
    void an_archive_holds_what_was_captured_in_each_round(@TempDir Path folder)
            throws IOException, InterruptedException {
        agent.on("GET /v1/agent/self", "{\"Config\":{\"Version\":\"1.8.7\"}}");
        agent.on("GET /v1/agent/host", "{\"Host\":1}");
        agent.on("GET /v1/agent/members?wan=1", "[]");
        agent.on("GET /v1/agent/metrics", "{\"Gauges\":[]}");
        agent.on(
                "GET /v1/agent/monitor?loglevel=DEBUG",
                question -> {
                    new CountDownLatch(1).await();
                    return Reply.refused(500, "");
                });
        Path output = folder.resolve("d");

        var status = typed.begin("debug", "-duration=10s", "-interval=5s", "-output=" + output);
        machine.passOnce(Duration.ofSeconds(5));
        machine.passOnce(Duration.ofSeconds(5));

        assertThat(status.join()).isZero();
        assertThat(typed.errors()).contains("Unable to capture pprof");
        assertThat(typed.output())
                .contains("           Capture: 'metrics, logs, host, agent, cluster'\n")
                .contains("==> Beginning capture interval 2026-01-02 15:04:05.000000000 +0000 UTC")
                .contains("==> Capture successful 2026-01-02 15:04:10 +0000 UTC (2)\n")
                .endsWith("    Saved debug archive: " + output + ".tar.gz\n");
        assertThat(output).doesNotExist();
        assertThat(names(folder.resolve("d.tar.gz")))
                .contains(
                        "d/index.json",
                        "d/agent.json",
                        "d/host.json",
                        "d/cluster.json",
                        "d/1767366245/metrics.json",
                        "d/1767366250/metrics.json");
    }

    private static String names(Path archive) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
