package io.proconsul.cli.kv;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;

import java.util.List;
import java.util.Optional;

/**
 * The key/value calls of the API. Reads that fail tell the status alone: the original drops the
 * body here.
 */
final class KvClient {
    private static final String PATH = "/v1/kv/";

    private final AgentClient agent;

    KvClient(AgentClient agent) {
        this.agent = agent;
    }

    static String path(String key) {
        return PATH + ApiRequest.escapePath(key);
    }

    /** Keys that the request finds; none when the agent says there are none. */
    private Optional<ApiResponse> read(ApiRequest request) throws ApiException {
        ApiResponse response = agent.exchange(request);
        return switch (response.status()) {
            case 200 -> Optional.of(response);
            case 404 -> Optional.empty();
            default -> throw new ApiException("Unexpected response code: " + response.status());
        };
    }

    Optional<Entry> get(String key) throws ApiException {
        Optional<ApiResponse> response = read(ApiRequest.get(path(key)));
        return response.isEmpty()
                ? Optional.empty()
                : Optional.of(Entry.list(response.get().body()).getFirst());
    }

    List<Entry> list(String prefix) throws ApiException {
        Optional<ApiResponse> response = read(ApiRequest.get(path(prefix)).with("recurse", ""));
        return response.isEmpty() ? List.of() : Entry.list(response.get().body());
    }

    /** The JSON list of names, cut behind the separator; empty when there are none. */
    Optional<byte[]> names(String prefix, String separator) throws ApiException {
        return read(ApiRequest.get(path(prefix)).with("keys", "").withGiven("separator", separator))
                .map(ApiResponse::body);
    }

    /** Whether the agent did it. */
    boolean change(ApiRequest request) throws ApiException {
        return agent.call(request).text().contains("true");
    }
}
