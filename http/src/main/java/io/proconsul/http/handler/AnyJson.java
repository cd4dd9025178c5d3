package io.proconsul.http.handler;

import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Trees of plain values as JSON, members sorted by name. */
final class AnyJson {
    private AnyJson() {}

    /** Writes a map, list, number, boolean or null; anything else as its text. */
    static void write(@Nullable Object value, JsonWriter out) {
        switch (value) {
            case null -> out.nothing();
            case Map<?, ?> map -> object(map, out);
            case Collection<?> list -> {
                out.beginArray();
                list.forEach(element -> write(element, out));
                out.endArray();
            }
            case Boolean bool -> out.bool(bool);
            case Double number -> out.number(number.doubleValue());
            case Float number -> out.number(number.doubleValue());
            case Number number -> out.number(number.longValue());
            default -> out.string(value.toString());
        }
    }

    private static void object(Map<?, ?> map, JsonWriter out) {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        out.beginObject();
        sorted.forEach((name, value) -> write(value, out.name(name)));
        out.endObject();
    }
}
