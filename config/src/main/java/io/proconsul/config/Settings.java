package io.proconsul.config;

import io.proconsul.hcl.Place;
import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Table;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What is set, as a view of a checked tree: asks for keys get typed values, defaults where nothing
 * is set. Reading a key notes what is wrong with its value, so each key that can be wrong is read
 * once.
 */
final class Settings {
    /** Nothing is set. */
    static final Settings EMPTY =
            new Settings(
                    new Table(Place.whole("nothing"), Map.of()), new Problems(), false, "", "");

    private final Table table;
    private final Problems problems;
    private final boolean dev;
    private final String group;
    private final String labelPrefix;

    private Settings(
            Table table, Problems problems, boolean dev, String group, String labelPrefix) {
        this.table = table;
        this.problems = problems;
        this.dev = dev;
        this.group = group;
        this.labelPrefix = labelPrefix;
    }

    /**
     * A whole configuration.
     *
     * @param dev whether the defaults of {@code -dev} hold
     */
    static Settings of(Table table, boolean dev, Problems problems) {
        return new Settings(table, problems, dev, "", "");
    }

    /** A part of a configuration whose problems are reported with a group. */
    static Settings nested(Table table, String group, Problems problems) {
        return new Settings(table, problems, false, group, "");
    }

    /** The same settings; errors about values begin with {@code prefix}. */
    Settings labelled(String prefix) {
        return new Settings(table, problems, dev, group, prefix);
    }

    /** The value that is set, or the default. */
    <T> T get(Key<T> key) {
        return get(key, key.standard(dev));
    }

    /** The value that is set, or {@code standard}. */
    <T> T get(Key<T> key, T standard) {
        Value value = find(key);
        return value == null ? standard : key.read(value, spot(key, labelPrefix + key.label()));
    }

    private Spot spot(Key<?> key, String label) {
        return new Spot(label, group.isEmpty() ? key.path() : group, problems);
    }

    /** Whether somebody set the key. */
    boolean has(Key<?> key) {
        return find(key) != null;
    }

    /** Where the key is set; a source without lines when it is not. */
    Place place(Key<?> key) {
        Value value = find(key);
        return value == null ? Place.whole("default of " + key.path()) : value.at();
    }

    /** Notes that the value of a key is wrong. */
    void problem(Key<?> key, String text) {
        problems.add(group.isEmpty() ? key.path() : group, text, place(key));
    }

    /** Notes that the value of a key is wrong; it is reported with {@code other}. */
    void problemIn(String other, Key<?> key, String text) {
        problems.add(other, text, place(key));
    }

    /** Notes that the value of a key is wrong, which hides what was noted before. */
    void problemAlone(Key<?> key, String text) {
        problems.addAlone(group.isEmpty() ? key.path() : group, text, place(key));
    }

    void warn(String text) {
        problems.warn(text);
    }

    /** An error that ends the reading, with the place of a key as its explanation. */
    ConfigException wrong(Key<?> key, String text) {
        if (!has(key)) {
            return new ConfigException(text);
        }
        return new ConfigException(text, List.of(place(key) + ": " + key.path() + " is set here"));
    }

    /** Ends the reading when a rule is broken. */
    void refuseIf(boolean broken, Key<?> key, String text) throws ConfigException {
        if (broken) {
            throw wrong(key, text);
        }
    }

    private @Nullable Value find(Key<?> key) {
        Value value = table;
        String path = key.path();
        int start = 0;
        while (value instanceof Table inner) {
            int dot = path.indexOf('.', start);
            if (dot < 0) {
                return inner.get(path.substring(start));
            }
            value = inner.get(path.substring(start, dot));
            start = dot + 1;
        }
        return null;
    }
}
