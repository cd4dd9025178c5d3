package io.proconsul.cli.debug;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.StreamedResponse;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonWriter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches one thing of the agent's into one file. Any thread. */
final class Collector {
    private static final int BUFFER = 16 * 1024;

    private final AgentClient agent;

    Collector(AgentClient agent) {
        this.agent = agent;
    }

    /** An answer that is JSON, indented for people. */
    void json(ApiRequest request, Path file) throws ApiException, IOException {
        byte[] body = agent.call(request).body();
        try {
            var json = JsonWriter.indented("\t").tree(JsonValue.parse(body));
            Files.write(file, json.toByteArray());
        } catch (JsonException malformed) {
            throw new ApiException(String.valueOf(malformed.getMessage()));
        }
    }

    /** A profile, as it is. */
    void profile(String kind, Path file) throws ApiException, IOException {
        Files.write(file, agent.call(ApiRequest.get("/debug/pprof/" + kind)).body());
    }

    /** A profile that the agent takes its time for. */
    void profile(String kind, Duration time, Path file) throws ApiException, IOException {
        ApiRequest request =
                ApiRequest.get("/debug/pprof/" + kind)
                        .with("seconds", Long.toString(time.toSeconds()));
        Files.write(file, agent.call(request).body());
    }

    /** Everything the agent logs until this thread is interrupted or the agent ends. */
    void log(Path file) throws ApiException, IOException {
        ApiRequest request = ApiRequest.get("/v1/agent/monitor").with("loglevel", "DEBUG");
        try (StreamedResponse log = agent.callStreaming(request);
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            while (!Thread.currentThread().isInterrupted()) {
                int count = log.body().read(buffer);
                if (count < 0) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException failure) {
            if (!Thread.currentThread().isInterrupted()) {
                throw failure;
            }
        }
    }
}
