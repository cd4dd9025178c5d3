package io.proconsul.http.handler;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.json.JsonWriter;
import io.proconsul.rpc.Body;

import java.util.List;

/**
 * How answers look.
 *
 * @param alwaysPretty indent for everybody, as {@code -dev} agents do
 */
public record Presentation(boolean alwaysPretty) {
    static final JsonForm<Boolean> BOOLEAN = new JsonForm<>((value, out) -> out.bool(value));
    static final JsonForm<String> STRING = new JsonForm<>((value, out) -> out.string(value));
    static final JsonForm<List<String>> STRINGS = new JsonForm<>(Presentation::writeStrings);

    /** Whether this answer is for people. */
    boolean pretty(Request request) {
        return alwaysPretty || request.query().has("pretty");
    }

    <R> Response json(Request request, Body<R> reply, JsonForm<R> form) {
        return json(form.of(reply, pretty(request)));
    }

    <R> Response json(Request request, R value, JsonForm<R> form) {
        return json(form.of(value, pretty(request)));
    }

    static Response json(Content content) {
        return Response.of(200, MediaType.JSON, content);
    }

    private static void writeStrings(List<String> values, JsonWriter out) {
        out.beginArray();
        values.forEach(out::string);
        out.endArray();
    }
}
