package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of which nothing is known beforehand: what JSON can say, as {@code Map<String, Object>},
 * {@code List<Object>}, {@code String}, {@code Boolean} and {@code Double}, and integers as {@code
 * Long} (wire reference, section 5.1). Inside maps and lists values may be null.
 */
final class Anything implements Shape<Object> {
    private static final Scalars.Float64 NUMBER = new Scalars.Float64();

    @Override
    public Object zero() {
        return Map.of();
    }

    @Override
    public boolean isEmpty(Object value) {
        return false; // an interface in Go: empty only when nil
    }

    @Override
    public String goType() {
        return "interface {}";
    }

    @Override
    public void pack(Object value, MsgpackWriter out) {
        switch (value) {
            case String text -> out.text(text);
            case Boolean bool -> out.bool(bool);
            case Double number -> out.number(number);
            case Float number -> out.number(number);
            case Number integer -> out.signed(integer.longValue());
            case List<?> list -> {
                out.list(list.size());
                for (Object element : list) {
                    packNullable(element, out);
                }
            }
            case Map<?, ?> map -> {
                out.map(map.size());
                for (var entry : map.entrySet()) {
                    out.text(String.valueOf(entry.getKey()));
                    packNullable(entry.getValue(), out);
                }
            }
            default -> throw foreign(value);
        }
    }

    @Override
    public Object unpack(MsgpackReader in) throws WireException {
        return switch (in.peek()) {
            case RAW -> in.text();
            case BOOL -> in.bool();
            case FLOAT -> in.number();
            case INTEGER -> in.signed();
            case LIST -> unpackList(in);
            case MAP -> unpackMap(in);
            case NIL, OTHER -> throw new WireException("a value of unknown kind");
        };
    }

    private List<@Nullable Object> unpackList(MsgpackReader in) throws WireException {
        int size = in.enterList();
        var list = new ArrayList<@Nullable Object>(size);
        for (int i = 0; i < size; i++) {
            list.add(in.takeNil() ? null : unpack(in));
        }
        in.leave();
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> unpackMap(MsgpackReader in) throws WireException {
        int size = in.enterMap();
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < size; i++) {
            String key = in.text();
            map.put(key, in.takeNil() ? null : unpack(in));
        }
        in.leave();
        return Collections.unmodifiableMap(map);
    }

    @Override
    public void print(Object value, JsonWriter out) {
        switch (value) {
            case String text -> out.string(text);
            case Boolean bool -> out.bool(bool);
            case Double number -> out.number(number);
            case Float number -> out.number(number);
            case Number integer -> out.number(integer.longValue());
            case List<?> list -> {
                out.beginArray();
                for (Object element : list) {
                    printNullable(element, out);
                }
                out.endArray();
            }
            case Map<?, ?> map -> printMap(map, out);
            default -> throw foreign(value);
        }
    }

    private void printMap(Map<?, ?> map, JsonWriter out) {
        @SuppressWarnings("unchecked") // only such maps are read, and only such may be written
        var members = (Map<String, @Nullable Object>) map;
        out.beginObject();
        for (String name : Containers.sortedKeys(members)) {
            out.name(name);
            printNullable(members.get(name), out);
        }
        out.endObject();
    }

    @Override
    public Object parse(JsonSource in) throws JsonException {
        return switch (in.reader().peek()) {
            case STRING -> in.reader().string();
            case BOOL -> in.reader().bool();
            case NUMBER -> NUMBER.parse(in);
            case ARRAY -> parseList(in);
            case OBJECT -> parseMap(in);
            case NULL -> throw new AssertionError("null is taken before");
        };
    }

    private List<@Nullable Object> parseList(JsonSource in) throws JsonException {
        in.enter();
        var list = new ArrayList<@Nullable Object>();
        in.reader().beginArray();
        while (in.reader().nextElement()) {
            list.add(in.reader().takeNull() ? null : parse(in));
        }
        in.leave();
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> parseMap(JsonSource in) throws JsonException {
        in.enter();
        var map = new LinkedHashMap<String, @Nullable Object>();
        in.reader().beginObject();
        while (in.reader().nextMember()) {
            String name = in.reader().name();
            map.put(name, in.reader().takeNull() ? null : parse(in));
        }
        in.leave();
        return Collections.unmodifiableMap(map);
    }

    private static IllegalArgumentException foreign(Object value) {
        return new IllegalArgumentException("not a value of JSON: " + value.getClass().getName());
    }

    /** A map of such values, where nil stays nil. */
    record MapOfAnything(Anything element) implements Shape<Map<String, @Nullable Object>> {
        @Override
        public Map<String, @Nullable Object> zero() {
            return Map.of();
        }

        @Override
        public boolean isEmpty(Map<String, @Nullable Object> value) {
            return value.isEmpty();
        }

        @Override
        public String goType() {
            return "map[string]interface {}";
        }

        @Override
        public void pack(Map<String, @Nullable Object> value, MsgpackWriter out) {
            element.pack(value, out);
        }

        @Override
        public Map<String, @Nullable Object> unpack(MsgpackReader in) throws WireException {
            return element.unpackMap(in);
        }

        @Override
        public void print(Map<String, @Nullable Object> value, JsonWriter out) {
            element.printMap(value, out);
        }

        @Override
        public Map<String, @Nullable Object> parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.OBJECT, goType());
            return element.parseMap(in);
        }
    }
}
