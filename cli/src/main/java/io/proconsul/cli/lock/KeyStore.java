package io.proconsul.cli.lock;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;
import io.proconsul.cli.client.JsonAnswer;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Keys as locks use them: read with an index, written under a session or by comparison. */
final class KeyStore {
    private static final int NOT_FOUND = 404;

    private final AgentClient agent;

    KeyStore(AgentClient agent) {
        this.agent = agent;
    }

    AgentClient agent() {
        return agent;
    }

    /**
     * A key and what is known of it.
     *
     * @param flags unsigned
     * @param session who holds it; empty: nobody
     */
    record Pair(String key, long flags, String session, String modifyIndex, String value) {
        private static Pair of(JsonAnswer json) throws ApiException {
            try {
                return new Pair(
                        json.text("Key"),
                        Long.parseUnsignedLong(json.text("Flags")),
                        json.text("Session"),
                        json.text("ModifyIndex"),
                        new String(
                                Base64.getDecoder().decode(json.text("Value")),
                                StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                throw new ApiException("a key that cannot be read: " + malformed.getMessage());
            }
        }
    }

    /** What a request was answered: keys in their order, and the index to wait on. */
    record Listing(List<Pair> pairs, long index) {
        Optional<Pair> first() {
            return pairs.stream().findFirst();
        }
    }

    static ApiRequest read(String key) {
        return ApiRequest.get("/v1/kv/" + ApiRequest.escapePath(key));
    }

    /** Sends a read; a key that is not there makes an empty list. */
    Listing list(ApiRequest request) throws ApiException {
        ApiResponse answer = agent.exchange(request);
        if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
            throw new ApiException(answer.refusal());
        }
        return listing(answer);
    }

    static Listing listing(ApiResponse answer) throws ApiException {
        List<Pair> pairs = new java.util.ArrayList<>();
        if (answer.isSuccess()) {
            for (JsonAnswer json : JsonAnswer.of(answer).elements()) {
                pairs.add(Pair.of(json));
            }
        }
        return new Listing(pairs, answer.index());
    }

    /** Writes a key under a session; whether it could be had. */
    boolean acquire(String key, long flags, String session) throws ApiException {
        return write(key, flags, null, "acquire", session);
    }

    boolean release(String key, long flags, String session) throws ApiException {
        return write(key, flags, null, "release", session);
    }

    /** Writes a key that nobody changed since that index; 0: that is not there. */
    boolean compareAndSet(String key, long flags, String value, String modifyIndex)
            throws ApiException {
        return write(key, flags, value, "cas", modifyIndex);
    }

    private boolean write(
            String key, long flags, @Nullable String value, String condition, String operand)
            throws ApiException {
        ApiRequest request =
                ApiRequest.put("/v1/kv/" + ApiRequest.escapePath(key))
                        .with("flags", Long.toUnsignedString(flags))
                        .with(condition, operand)
                        .body(value == null ? "" : value);
        return isTrue(agent.call(request));
    }

    void delete(String key) throws ApiException {
        agent.call(ApiRequest.delete("/v1/kv/" + ApiRequest.escapePath(key)));
    }

    boolean deleteUnchanged(Pair pair) throws ApiException {
        return isTrue(
                agent.call(
                        ApiRequest.delete("/v1/kv/" + ApiRequest.escapePath(pair.key()))
                                .with("cas", pair.modifyIndex())));
    }

    private static boolean isTrue(ApiResponse answer) {
        return answer.text().contains("true");
    }
}
