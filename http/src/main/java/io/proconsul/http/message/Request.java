package io.proconsul.http.message;

import java.util.concurrent.Executor;

/**
 * One whole request.
 *
 * @param rest what stands behind the route's pattern, decoded; empty for patterns that take nothing
 * @param query the parameters
 * @param body what came behind the head
 * @param loop runs what is left to do when something waited for is there; must not be blocked
 */
public record Request(Head head, String rest, Query query, Received body, Executor loop) {
    public String method() {
        return head.method();
    }

    public Headers headers() {
        return head.headers();
    }
}
