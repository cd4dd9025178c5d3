package io.proconsul.agent.check.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to ask.
 *
 * @param headers sent as they are, one line for each value
 * @param timeout for everything: connecting, redirects, reading the body
 * @param skipVerify any certificate will do
 */
public record FetchRequest(
        String method,
        String url,
        Map<String, List<String>> headers,
        String body,
        Duration timeout,
        boolean skipVerify) {
    byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
