package io.proconsul.http.handler;

import io.proconsul.http.message.BrokenBodyException;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.wire.RecordCodec;

/** Request bodies of JSON: only the first value counts, mistakes are told in Go's words. */
final class JsonBodies {
    private static final String DECODE_FAILED = "Request decode failed: ";

    private JsonBodies() {}

    /** Something that reads a body. */
    @FunctionalInterface
    interface Reading<T> {
        T read(byte[] body) throws JsonException;
    }

    /**
     * The record in the body.
     *
     * @throws Refusal 400 when there is none
     */
    static <T> T read(Request request, RecordCodec<T> codec) {
        return read(request, DECODE_FAILED, body -> codec.readJson(JsonReader.ofFirst(body)));
    }

    /** What {@code reading} makes of the body. */
    static <T> T read(Request request, Reading<T> reading) {
        return read(request, DECODE_FAILED, reading);
    }

    /**
     * What {@code reading} makes of the body.
     *
     * @param prefix stands in front of what was wrong with it
     */
    static <T> T read(Request request, String prefix, Reading<T> reading) {
        try {
            return reading.read(request.body().bytes());
        } catch (JsonException | BrokenBodyException bad) {
            throw Refusal.invalid(prefix + bad.getMessage());
        }
    }
}
