package io.proconsul.cli.kv;

import io.proconsul.cli.client.ApiException;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonToken;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key as the agent answers it.
 *
 * @param base64 its value; empty when it has none
 */
record Entry(
        String key,
        String base64,
        String flags,
        String session,
        String lockIndex,
        String createIndex,
        String modifyIndex) {

    static List<Entry> list(byte[] json) throws ApiException {
        try {
            JsonReader reader = JsonReader.ofWhole(json);
            List<Entry> entries = new ArrayList<>();
            reader.beginArray();
            while (reader.nextElement()) {
                entries.add(entry(reader));
            }
            return entries;
        } catch (JsonException malformed) {
            throw new ApiException(String.valueOf(malformed.getMessage()));
        }
    }

    private static Entry entry(JsonReader reader) throws JsonException {
        String key = "";
        String base64 = "";
        String flags = "0";
        String session = "";
        String lockIndex = "0";
        String createIndex = "0";
        String modifyIndex = "0";
        reader.beginObject();
        while (reader.nextMember()) {
            switch (reader.name()) {
                case "Key" -> key = reader.string();
                case "Value" ->
                        base64 =
                                reader.peek() == JsonToken.NULL ? nothing(reader) : reader.string();
                case "Flags" -> flags = reader.number();
                case "Session" -> session = reader.string();
                case "LockIndex" -> lockIndex = reader.number();
                case "CreateIndex" -> createIndex = reader.number();
                case "ModifyIndex" -> modifyIndex = reader.number();
                default -> reader.skip();
            }
        }
        return new Entry(key, base64, flags, session, lockIndex, createIndex, modifyIndex);
    }

    private static String nothing(JsonReader reader) {
        reader.skip();
        return "";
    }

    /** The value as text, or as Base64. */
    String value(boolean asBase64) {
        return asBase64
                ? base64
                : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    /** All that is known of the key, a line for each thing. */
    String detailed(boolean asBase64) {
        StringBuilder text = new StringBuilder();
        line(text, "CreateIndex", createIndex);
        line(text, "Flags", flags);
        line(text, "Key", key);
        line(text, "LockIndex", lockIndex);
        line(text, "ModifyIndex", modifyIndex);
        line(text, "Session", session.isEmpty() ? "-" : session);
        line(text, "Value", value(asBase64));
        return text.substring(0, text.length() - 1);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).repeat(' ', "ModifyIndex".length() + 6 - name.length());
        text.append(value).append('\n');
    }
}
