package io.proconsul.config;

import io.proconsul.hcl.Value;

import org.jspecify.annotations.Nullable;

/**
 * One key of a configuration: where it stands, what it holds, what it is when nobody sets it, and
 * whether a reload may change it. Keys are declared once, in the tables whose names end in {@code
 * Keys}, and are read from {@link Settings}.
 */
final class Key<T> {
    /**
     * Turns a value of the right shape into the key's type; wrong content is noted as a problem.
     */
    interface Reading<T> {
        T read(Value value, Spot spot);
    }

    private final String path;
    private final Shape shape;
    private final Reading<T> reading;
    private final T standard;
    private @Nullable T underDev;
    private String label;
    private boolean reloadable;

    Key(String path, Shape shape, Reading<T> reading, T standard) {
        this.path = path;
        this.shape = shape;
        this.reading = reading;
        this.standard = standard;
        this.label = path;
    }

    /** Sets what the key is under {@code -dev}. For use in declarations. */
    Key<T> dev(T value) {
        underDev = value;
        return this;
    }

    /**
     * Sets the name that errors about the value use instead of the path. For use in declarations.
     */
    Key<T> labelled(String name) {
        label = name;
        return this;
    }

    /** Says that a reload may change the key. For use in declarations. */
    Key<T> reload() {
        reloadable = true;
        return this;
    }

    /** Names from the outside in, joined by dots. */
    String path() {
        return path;
    }

    Shape shape() {
        return shape;
    }

    String label() {
        return label;
    }

    boolean reloadable() {
        return reloadable;
    }

    T standard(boolean dev) {
        T other = underDev;
        return dev && other != null ? other : standard;
    }

    T read(Value value, Spot spot) {
        return reading.read(value, spot);
    }
}
