package io.proconsul.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What an agent answered.
 *
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The header's value; empty when it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public boolean isSuccess() {
        return status == 200;
    }

    /** How a refusal is told: with the body. */
    public String refusal() {
        return "Unexpected response code: " + status + " (" + text() + ")";
    }
}
