package io.proconsul.agent.check.http;

import io.proconsul.agent.check.output.Tail;

import java.util.Map;

/**
 * What came back.
 *
 * @param code the status code
 * @param status the status line behind the protocol: {@code 200 OK}
 * @param headers by name, in any case
 * @param body the end of the body
 */
public record FetchAnswer(int code, String status, Map<String, String> headers, Tail body) {
    /** The header's value; empty when it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
