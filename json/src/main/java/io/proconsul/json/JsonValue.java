package io.proconsul.json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SequencedMap;

/** A value as a tree in which everything knows where it stood in the text. */
public sealed interface JsonValue {
    /** Where the value begins. */
    JsonPosition position();

    /** Which of the six it is. */
    JsonToken token();

    /** Members in the order of their first appearance; of duplicates the last counts. */
    record JsonObject(SequencedMap<String, Member> members, JsonPosition position)
            implements JsonValue {
        /** The member's value, null when there is no such member. */
        public @Nullable JsonValue get(String name) {
            Member member = members.get(name);
            return member == null ? null : member.value();
        }

        @Override
        public JsonToken token() {
            return JsonToken.OBJECT;
        }
    }

    /** A value with its name; {@code position} is the name's. */
    record Member(String name, JsonValue value, JsonPosition position) {}

    record JsonArray(List<JsonValue> elements, JsonPosition position) implements JsonValue {
        @Override
        public JsonToken token() {
            return JsonToken.ARRAY;
        }
    }

    record JsonString(String value, JsonPosition position) implements JsonValue {
        @Override
        public JsonToken token() {
            return JsonToken.STRING;
        }
    }

    /** A number as it is written: nothing is lost by reading it. */
    record JsonNumber(String text, JsonPosition position) implements JsonValue {
        @Override
        public JsonToken token() {
            return JsonToken.NUMBER;
        }
    }

    record JsonBool(boolean value, JsonPosition position) implements JsonValue {
        @Override
        public JsonToken token() {
            return JsonToken.BOOL;
        }
    }

    record JsonNull(JsonPosition position) implements JsonValue {
        @Override
        public JsonToken token() {
            return JsonToken.NULL;
        }
    }

    /**
     * Reads the next value with all that is in it.
     *
     * @throws JsonException when more than {@value Tree#MAX_DEPTH} levels are in one another
     */
    static JsonValue read(JsonReader reader) throws JsonException {
        return Tree.read(reader, 0);
    }

    /** A text that must be one value and nothing else. */
    static JsonValue parse(byte[] text) throws JsonException {
        return read(JsonReader.ofWhole(text));
    }

    /** As {@link #parse(byte[])}. */
    static JsonValue parse(String text) throws JsonException {
        return read(JsonReader.ofWhole(text));
    }
}
