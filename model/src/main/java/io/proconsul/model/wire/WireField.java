package io.proconsul.model.wire;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.function.Function;

/**
 * A field as those see it who ask for it by its name on the wire.
 *
 * @param type as declared, with its arguments
 * @param selectable whether filter expressions may ask for it
 * @param getter finds the value in a record; null for an absent one
 */
public record WireField(
        String name, Type type, boolean selectable, Function<Object, @Nullable Object> getter) {}
