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

    /**
     * The index up to which the answer is true; 0 when the agent names none.
     *
     * @throws ApiException when what it names is no number
     */
    public long index() throws ApiException {
        String text = header("X-Consul-Index");
        try {
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
        } catch (NumberFormatException malformed) {
            throw new ApiException("the agent's index is no number: " + text);
        }
    }

    public boolean isSuccess() {
        return status == 200;
    }

    /** How a refusal is told: with the body. */
    public String refusal() {
        return "Unexpected response code: " + status + " (" + text() + ")";
    }
}
