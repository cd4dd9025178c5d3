package io.proconsul.http.handler;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The members of one JSON object with their values unread, so that names can be translated and
 * defaults put in before a codec reads it. Names compare without regard to case.
 */
final class JsonMembers {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final List<Member> members = new ArrayList<>();

    private JsonMembers() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, changed by nobody
    private record Member(String name, byte[] value) {}

    static JsonMembers empty() {
        return new JsonMembers();
    }

    /** The first value of a text; empty when it is not an object. */
    static JsonMembers of(byte[] text) throws JsonException {
        var all = new JsonMembers();
        var reader = JsonReader.ofFirst(text);
        if (reader.peek() == JsonToken.OBJECT) {
            reader.beginObject();
            while (reader.nextMember()) {
                all.members.add(new Member(reader.name(), reader.raw()));
            }
        }
        return all;
    }

    /** The last value of that name as it was written; null when there is none. */
    byte @Nullable [] value(String name) {
        for (Member member : members.reversed()) {
            if (member.name.equalsIgnoreCase(name)) {
                return member.value;
            }
        }
        return null;
    }

    /** Whether there is a value of that name that says something. */
    boolean says(String name) {
        byte[] value = value(name);
        return value != null && !Arrays.equals(value, NULL);
    }

    /** Puts a value behind all others, so that it is the one that counts. */
    JsonMembers put(String name, byte[] value) {
        members.add(new Member(name, value));
        return this;
    }

    /** Puts a text where nothing is said. */
    JsonMembers putDefault(String name, String text) {
        return says(name) ? this : put(name, new JsonWriter().string(text).toByteArray());
    }

    /** Puts the value that counts of that name into another object and takes it away here. */
    void moveTo(JsonMembers other, String name, String newName) {
        byte[] value = value(name);
        if (value != null) {
            other.put(newName, value);
            remove(name);
        }
    }

    /** Takes all values of that name away. */
    JsonMembers remove(String name) {
        members.removeIf(member -> member.name.equalsIgnoreCase(name));
        return this;
    }

    /** Gives members other names. */
    JsonMembers rename(UnaryOperator<String> translation) {
        members.replaceAll(member -> new Member(translation.apply(member.name), member.value));
        return this;
    }

    /** The object with these members. */
    byte[] toJson() {
        var writer = new JsonWriter();
        writer.beginObject();
        members.forEach(member -> writer.name(member.name).raw(member.value));
        writer.endObject();
        return writer.toByteArray();
    }
}
