package io.proconsul.model.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Finds the shape that belongs to a declared type. */
final class Shapes {
    private static final Scalars.Span NANOSECONDS = new Scalars.Span(false);
    private static final Scalars.Span SPAN_AS_TEXT = new Scalars.Span(true);
    private static final Anything ANYTHING = new Anything();

    private static final Map<Class<?>, Shape<?>> SCALARS =
            Map.ofEntries(
                    Map.entry(String.class, new Scalars.Text()),
                    Map.entry(boolean.class, new Scalars.Bool()),
                    Map.entry(Boolean.class, new Scalars.Bool()),
                    Map.entry(int.class, new Scalars.Int()),
                    Map.entry(Integer.class, new Scalars.Int()),
                    Map.entry(long.class, new Scalars.Unsigned()),
                    Map.entry(Long.class, new Scalars.Unsigned()),
                    Map.entry(double.class, new Scalars.Float64()),
                    Map.entry(Double.class, new Scalars.Float64()),
                    Map.entry(byte[].class, new Scalars.Bytes()),
                    Map.entry(Instant.class, new Scalars.Moment()),
                    Map.entry(Object.class, ANYTHING));

    private Shapes() {}

    /**
     * @param text whether durations in JSON are text
     */
    static Shape<?> of(Type type, boolean text) {
        if (type == Duration.class) {
            return text ? SPAN_AS_TEXT : NANOSECONDS;
        }
        if (type instanceof Class<?> plain) {
            return plain(plain);
        }
        if (type instanceof ParameterizedType container) {
            return container(container, text);
        }
        throw unknown(type);
    }

    private static Shape<?> plain(Class<?> type) {
        Shape<?> scalar = SCALARS.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isRecord()) {
            return new RecordShape(type);
        }
        throw unknown(type);
    }

    private static Shape<?> container(ParameterizedType type, boolean text) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return new Containers.ListOf<>(of(arguments[0], text));
        }
        if (type.getRawType() != Map.class || arguments[0] != String.class) {
            throw unknown(type);
        }
        return arguments[1] == Object.class
                ? new Anything.MapOfAnything(ANYTHING)
                : new Containers.MapOf<>(of(arguments[1], text));
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("no form on the wire for " + type);
    }
}
