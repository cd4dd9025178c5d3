package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonWriter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shapes of lists and maps. What is read is immutable and holds no nulls. */
final class Containers {
    private Containers() {}

    record ListOf<E>(Shape<E> element) implements Shape<List<E>> {
        @Override
        public List<E> zero() {
            return List.of();
        }

        @Override
        public boolean isEmpty(List<E> value) {
            return value.isEmpty();
        }

        @Override
        public String goType() {
            return "[]" + element.goType();
        }

        @Override
        public void pack(List<E> value, MsgpackWriter out) {
            out.list(value.size());
            for (E each : value) {
                element.packNullable(each, out);
            }
        }

        @Override
        public List<E> unpack(MsgpackReader in) throws WireException {
            int size = in.enterList();
            var elements = new ArrayList<E>(size);
            for (int i = 0; i < size; i++) {
                elements.add(element.unpackElement(in));
            }
            in.leave();
            return List.copyOf(elements);
        }

        @Override
        public void print(List<E> value, JsonWriter out) {
            out.beginArray();
            for (E each : value) {
                element.printNullable(each, out);
            }
            out.endArray();
        }

        @Override
        public List<E> parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.ARRAY, goType());
            in.enter();
            var elements = new ArrayList<E>();
            in.reader().beginArray();
            while (in.reader().nextElement()) {
                elements.add(element.parseElement(in));
            }
            in.leave();
            return List.copyOf(elements);
        }
    }

    /** Maps with text keys: in JSON sorted by key, in msgpack in the map's own order. */
    record MapOf<E>(Shape<E> element) implements Shape<Map<String, E>> {
        @Override
        public Map<String, E> zero() {
            return Map.of();
        }

        @Override
        public boolean isEmpty(Map<String, E> value) {
            return value.isEmpty();
        }

        @Override
        public String goType() {
            return "map[string]" + element.goType();
        }

        @Override
        public void pack(Map<String, E> value, MsgpackWriter out) {
            out.map(value.size());
            for (var entry : value.entrySet()) {
                out.text(entry.getKey());
                element.packNullable(entry.getValue(), out);
            }
        }

        @Override
        public Map<String, E> unpack(MsgpackReader in) throws WireException {
            int size = in.enterMap();
            var entries = new HashMap<String, E>();
            for (int i = 0; i < size; i++) {
                String key = in.takeNil() ? "" : in.text();
                entries.put(key, element.unpackElement(in));
            }
            in.leave();
            return Map.copyOf(entries);
        }

        @Override
        public void print(Map<String, E> value, JsonWriter out) {
            out.beginObject();
            for (String key : sortedKeys(value)) {
                out.name(key);
                element.printNullable(value.get(key), out);
            }
            out.endObject();
        }

        @Override
        public Map<String, E> parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.OBJECT, goType());
            in.enter();
            var entries = new HashMap<String, E>();
            in.reader().beginObject();
            while (in.reader().nextMember()) {
                String key = in.reader().name();
                entries.put(key, element.parseElement(in));
            }
            in.leave();
            return Map.copyOf(entries);
        }
    }

    static String[] sortedKeys(Map<String, ?> map) {
        String[] keys = map.keySet().toArray(new String[0]);
        Arrays.sort(keys, Names.BYTE_ORDER);
        return keys;
    }
}
