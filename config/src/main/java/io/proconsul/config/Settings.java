package io.proconsul.config;

import io.proconsul.hcl.Place;
import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Table;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What is set, as a view of a checked tree: asks for keys get typed values, defaults where nothing
 * is set. Reading a key notes what is wrong with its value, so keys are read in the order in which
 * the reference looks at them, each once.
 */
final class Settings {
    /** Nothing is set. */
    static final Settings EMPTY = of(new Table(Place.whole("nothing"), Map.of()), new Problems());

    private final Table table;
    private final Problems problems;
    private final boolean dev;
    private final String labelPrefix;

    private Settings(Table table, Problems problems, boolean dev, String labelPrefix) {
        this.table = table;
        this.problems = problems;
        this.dev = dev;
        this.labelPrefix = labelPrefix;
    }

    static Settings of(Table table, Problems problems) {
        return new Settings(table, problems, false, "");
    }

    /** The same settings with the defaults of {@code -dev}. */
    Settings underDev(boolean on) {
        return new Settings(table, problems, on, labelPrefix);
    }

    /** The same settings; errors about values begin with {@code prefix}. */
    Settings labelled(String prefix) {
        return new Settings(table, problems, dev, prefix);
    }

    /** The value that is set, or the default. */
    <T> T get(Key<T> key) {
        return get(key, key.standard(dev));
    }

    /** The value that is set, or {@code standard}. */
    <T> T get(Key<T> key, T standard) {
        Value value = find(key);
        return value == null ? standard : key.read(value, labelPrefix + key.label(), problems);
    }

    /** Whether somebody set the key. */
    boolean has(Key<?> key) {
        return find(key) != null;
    }

    /** Where the key is set; the whole configuration when it is not. */
    Place place(Key<?> key) {
        Value value = find(key);
        return value == null ? Place.whole("default") : value.at();
    }

    private @Nullable Value find(Key<?> key) {
        Value value = table;
        String path = key.path();
        int start = 0;
        while (value instanceof Table group) {
            int dot = path.indexOf('.', start);
            if (dot < 0) {
                return group.get(path.substring(start));
            }
            value = group.get(path.substring(start, dot));
            start = dot + 1;
        }
        return null;
    }
}
