package io.proconsul.cli.exec;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.follow.BlockingQuery;

import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what the nodes write, each key once, and says so in the order of the keys. */
final class ReportReader {
    private final AgentClient agent;
    private final String folder;
    private final BlockingQuery keys;
    private final Consumer<Report> reports;

    /** As many as the nodes write keys: bounded by what the asker waits for. */
    private final Set<String> seen = new HashSet<>();

    /**
     * @param folder where they write, with a slash at its end
     */
    ReportReader(AgentClient agent, String folder, Duration wait, Consumer<Report> reports) {
        this.agent = agent;
        this.folder = folder;
        this.reports = reports;
        keys =
                new BlockingQuery(
                        agent,
                        () ->
                                ApiRequest.get("/v1/kv/" + ApiRequest.escapePath(folder))
                                        .with("keys", "")
                                        .with("wait", wait.toMillis() + "ms"));
    }

    /** Waits for new keys once, at most for the time given, and tells what they say. */
    void once() throws ApiException {
        long before = keys.index();
        ApiResponse answer = keys.next();
        if (!answer.isSuccess() || before != 0 && keys.index() == before) {
            return;
        }
        for (JsonAnswer key : JsonAnswer.of(answer).elements()) {
            if (seen.add(key.text())) {
                report(key.text()).ifPresent(reports);
            }
        }
    }

    private Optional<Report> report(String key) throws ApiException {
        String name = key.startsWith(folder) ? key.substring(folder.length()) : key;
        Report.Kind kind = Report.kind(name);
        String node = Report.node(name, kind);
        return switch (kind) {
            case JOB, UNKNOWN -> Optional.empty();
            case ACKNOWLEDGEMENT -> Optional.of(new Report.Acknowledged(node));
            case EXIT -> value(key).flatMap(value -> Report.exit(node, value));
            case OUTPUT -> value(key).map(value -> new Report.Output(node, value));
        };
    }

    private Optional<byte[]> value(String key) throws ApiException {
        ApiResponse answer = agent.exchange(ApiRequest.get("/v1/kv/" + ApiRequest.escapePath(key)));
        if (!answer.isSuccess()) {
            return Optional.empty();
        }
        return JsonAnswer.of(answer).elements().stream().findFirst().map(ReportReader::decoded);
    }

    private static byte[] decoded(JsonAnswer pair) {
        try {
            return Base64.getDecoder().decode(pair.text("Value"));
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
