package io.proconsul.app.cluster;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.Wire;

import java.util.Map;

/**
 * What an agent answered to a recorded exchange.
 *
 * @param headers with names in lower case
 * @param recorded whether the answer was as it was recorded of a lone server
 */
record RecordedAnswer(
        @Wire("id") String id,
        @Wire("area") String area,
        @Wire("method") String method,
        @Wire("path") String path,
        @Wire("status") int status,
        @Wire("headers") Map<String, String> headers,
        @Wire("body") String body,
        @Wire("error") String error,
        @Wire("recorded") boolean recorded) {
    private static final RecordCodec<RecordedAnswer> CODEC = RecordCodec.of(RecordedAnswer.class);

    static RecordedAnswer parse(String line) {
        try {
            return CODEC.readJson(JsonReader.ofWhole(line));
        } catch (JsonException malformed) {
            throw new AssertionError(line, malformed);
        }
    }
}
