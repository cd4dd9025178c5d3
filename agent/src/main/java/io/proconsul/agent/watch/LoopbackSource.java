package io.proconsul.agent.watch;

import io.proconsul.agent.check.http.FetchAnswer;
import io.proconsul.agent.check.http.FetchRequest;
import io.proconsul.agent.check.http.HttpFetch;
import io.proconsul.model.watch.WatchPlan;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the agent's own HTTP API. */
public final class LoopbackSource implements WatchSource {
    /** The API answers a blocking question after ten minutes and a sixteenth at the latest. */
    private static final Duration TIMEOUT = Duration.ofMinutes(11);

    /** More than any answer that a program could read from its input with profit. */
    private static final int MAX_ANSWER = 64 << 20;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpFetch fetch;
    private final String address;

    /**
     * @param address of the agent's API, host and port
     */
    public LoopbackSource(HttpFetch fetch, String address) {
        this.fetch = fetch;
        this.address = address;
    }

    @Override
    public Answer ask(WatchPlan plan, long index, String token) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (!token.isEmpty()) {
            headers.put("X-Consul-Token", List.of(token));
        }
        var request = new FetchRequest("GET", url(plan, index), headers, "", TIMEOUT, false);
        FetchAnswer answer = fetch.fetch(request, MAX_ANSWER);
        if (answer.code() != OK && answer.code() != NOT_FOUND) {
            throw new IOException(
                    "Unexpected response code: "
                            + answer.code()
                            + " ("
                            + answer.body().text()
                            + ")");
        }
        if (answer.body().total() > MAX_ANSWER) {
            throw new IOException("the answer is longer than " + MAX_ANSWER + " bytes");
        }
        return new Answer(
                index(answer.header("X-Consul-Index")), answer.code() == OK, answer.body().bytes());
    }

    private static long index(String text) throws IOException {
        try {
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
        } catch (NumberFormatException malformed) {
            throw new IOException("the index is no number: " + text, malformed);
        }
    }

    private String url(WatchPlan plan, long index) {
        var url = new StringBuilder("http://").append(address).append(path(plan.path()));
        char separator = '?';
        for (WatchPlan.Parameter parameter : plan.parameters()) {
            url.append(separator).append(parameter.name()).append('=');
            url.append(URLEncoder.encode(parameter.value(), StandardCharsets.UTF_8));
            separator = '&';
        }
        if (index != 0) {
            url.append(separator).append("index=").append(Long.toUnsignedString(index));
        }
        return url.toString();
    }

    private static String path(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }
}
