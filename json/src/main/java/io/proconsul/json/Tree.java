package io.proconsul.json;

import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNull;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;
import io.proconsul.json.JsonValue.Member;

import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Builds {@link JsonValue}s. */
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
}
