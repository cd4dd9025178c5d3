package io.proconsul.config;

import io.proconsul.config.Shape.Anything;
import io.proconsul.config.Shape.ListOf;
import io.proconsul.config.Shape.MapOf;
import io.proconsul.config.Shape.Scalar;
import io.proconsul.config.Shape.Struct;
import io.proconsul.model.wire.GoDuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A table of keys under construction: each method declares one key. A path with dots makes the
 * groups it goes through. Tables are filled while their classes load and never changed afterwards.
 */
final class Schema {
    private final Group root = new Group();
    private final List<Key<?>> keys = new ArrayList<>();

    /** All names of the table as a tree. */
    Group root() {
        return root;
    }

    /** All keys in the order of declaration. */
    List<Key<?>> keys() {
        return Collections.unmodifiableList(keys);
    }

    /** Takes over all keys of another table. */
    Schema with(Schema other) {
        for (Key<?> key : other.keys) {
            add(key);
        }
        return this;
    }

    Key<String> text(String path) {
        return text(path, "");
    }

    Key<String> text(String path, String standard) {
        return add(new Key<>(path, Scalar.TEXT, Readings::text, standard));
    }

    /** A duration; files write it as a text. */
    Key<Duration> duration(String path, String standard) {
        return add(new Key<>(path, Scalar.TEXT, Readings::duration, GoDuration.parse(standard)));
    }

    Key<Boolean> truth(String path) {
        return truth(path, false);
    }

    Key<Boolean> truth(String path, boolean standard) {
        return add(new Key<>(path, Scalar.TRUTH, Readings::truth, standard));
    }

    Key<Integer> whole(String path, int standard) {
        return add(new Key<>(path, Scalar.WHOLE, Readings::whole, standard));
    }

    /** A port: nothing and everything below 1 is -1. */
    Key<Integer> port(String path, int standard) {
        return add(new Key<>(path, Scalar.WHOLE, Readings::port, standard));
    }

    Key<Long> unsigned(String path, Scalar type, long standard) {
        return add(new Key<>(path, type, Readings::unsigned, standard));
    }

    Key<Double> fraction(String path, double standard) {
        return add(new Key<>(path, Scalar.FRACTION, Readings::fraction, standard));
    }

    Key<List<String>> texts(String path) {
        return add(new Key<>(path, new ListOf(Scalar.TEXT), Readings::texts, List.of()));
    }

    Key<Map<String, String>> textMap(String path) {
        return add(new Key<>(path, new MapOf(Scalar.TEXT), Readings::textMap, Map.of()));
    }

    Key<Map<String, List<String>>> textsMap(String path) {
        return add(
                new Key<>(path, new MapOf(new ListOf(Scalar.TEXT)), Readings::textsMap, Map.of()));
    }

    Key<Map<String, Object>> anyMap(String path) {
        return add(new Key<>(path, new MapOf(Anything.ANYTHING), Readings::anyMap, Map.of()));
    }

    Key<List<Map<String, Object>>> anyMaps(String path) {
        var shape = new ListOf(new MapOf(Anything.ANYTHING));
        return add(new Key<>(path, shape, Readings::anyMaps, List.of()));
    }

    Key<Settings> struct(String path, Schema schema) {
        return add(new Key<>(path, new Struct(schema.root), Readings::struct, Settings.EMPTY));
    }

    Key<List<Settings>> structs(String path, Schema schema) {
        var shape = new ListOf(new Struct(schema.root));
        return add(new Key<>(path, shape, Readings::structs, List.of()));
    }

    Key<Map<String, Settings>> structMap(String path, Schema schema) {
        var shape = new MapOf(new Struct(schema.root));
        return add(new Key<>(path, shape, Readings::structMap, Map.of()));
    }

    /** Declares another spelling of a key at the top of this table. */
    void alias(String spelling, Key<?> key) {
        root.alias(spelling, key.path());
    }

    private <T> Key<T> add(Key<T> key) {
        Group group = root;
        int start = 0;
        for (int dot = key.path().indexOf('.'); dot >= 0; dot = key.path().indexOf('.', start)) {
            group = group.group(key.path().substring(start, dot));
            start = dot + 1;
        }
        group.put(key.path().substring(start), key.shape());
        keys.add(key);
        return key;
    }
}
