package io.proconsul.cli.client;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNull;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer as a tree, asked by name; what is not there or of another kind is empty. */
public record JsonAnswer(@Nullable JsonValue value) {

    public static JsonAnswer of(ApiResponse response) throws ApiException {
        try {
            return new JsonAnswer(JsonValue.read(JsonReader.ofWhole(response.body())));
        } catch (JsonException malformed) {
            throw new ApiException(String.valueOf(malformed.getMessage()));
        }
    }

    public JsonAnswer member(String name) {
        return new JsonAnswer(value instanceof JsonObject object ? object.get(name) : null);
    }

    /** The text, or a number as it was written; empty for everything else. */
    public String text() {
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value instanceof JsonNumber number ? number.text() : "";
    }

    public String text(String name) {
        return member(name).text();
    }

    /** Whether the member is there and true. */
    public boolean isTrue(String name) {
        return member(name).value() instanceof JsonBool truth && truth.value();
    }

    public List<JsonAnswer> elements() {
        return value instanceof JsonArray array
                ? array.elements().stream().map(JsonAnswer::new).toList()
                : List.of();
    }

    /** The members, sorted by name. */
    public Map<String, JsonAnswer> members() {
        Map<String, JsonAnswer> members = new TreeMap<>();
        if (value instanceof JsonObject object) {
            object.members()
                    .forEach((name, member) -> members.put(name, new JsonAnswer(member.value())));
        }
        return members;
    }

    public boolean isMissing() {
        return value == null || value instanceof JsonNull;
    }
}
