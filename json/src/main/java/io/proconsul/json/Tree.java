package io.proconsul.json;

import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNull;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;
import io.proconsul.json.JsonValue.Member;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Builds {@link JsonValue}s, and writes them as they are. */
final class Tree {
    /** Recursion stays within the stack of a virtual thread; far deeper than anything real. */
    static final int MAX_DEPTH = 1_000;

    private Tree() {}

    static JsonValue read(JsonReader reader, int depth) throws JsonException {
        JsonPosition position = reader.position();
        if (depth > MAX_DEPTH) {
            throw new JsonException("exceeded max depth", position);
        }
        return switch (reader.peek()) {
            case OBJECT -> object(reader, depth, position);
            case ARRAY -> array(reader, depth, position);
            case STRING -> new JsonString(reader.string(), position);
            case NUMBER -> new JsonNumber(reader.number(), position);
            case BOOL -> new JsonBool(reader.bool(), position);
            case NULL -> {
                reader.takeNull();
                yield new JsonNull(position);
            }
        };
    }

    private static JsonObject object(JsonReader reader, int depth, JsonPosition position)
            throws JsonException {
        var members = new LinkedHashMap<String, Member>();
        reader.beginObject();
        while (reader.nextMember()) {
            String name = reader.name();
            JsonPosition namePosition = reader.namePosition();
            members.put(name, new Member(name, read(reader, depth + 1), namePosition));
        }
        return new JsonObject(members, position);
    }

    private static JsonArray array(JsonReader reader, int depth, JsonPosition position)
            throws JsonException {
        var elements = new ArrayList<JsonValue>();
        reader.beginArray();
        while (reader.nextElement()) {
            elements.add(read(reader, depth + 1));
        }
        return new JsonArray(elements, position);
    }

    static void write(JsonValue value, JsonWriter json) {
        switch (value) {
            case JsonObject object -> {
                json.beginObject();
                object.members()
                        .forEach((name, member) -> {
                            json.name(name);
                            write(member.value(), json);
                        });
                json.endObject();
            }
            case JsonArray array -> {
                json.beginArray();
                array.elements().forEach(element -> write(element, json));
                json.endArray();
            }
            case JsonString string -> json.string(string.value());
            case JsonNumber number -> json.raw(number.text().getBytes(StandardCharsets.US_ASCII));
            case JsonBool truth -> json.bool(truth.value());
            case JsonNull _ -> json.nothing();
        }
    }
}
