package io.proconsul.agent.check.http;

import io.proconsul.agent.check.output.Tail;

/**
 * What came back.
 *
 * @param code the status code
 * @param status the status line behind the protocol: {@code 200 OK}
 * @param body the end of the body
 */
public record FetchAnswer(int code, String status, Tail body) {}
