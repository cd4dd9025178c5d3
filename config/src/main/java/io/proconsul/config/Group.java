package io.proconsul.config;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names that may stand at one place of a configuration, with what stands under each. */
final class Group {
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    /** Names in the order of declaration. */
    Map<String, Shape> shapes() {
        return shapes;
    }

    void put(String name, Shape shape) {
        if (shapes.put(name, shape) != null) {
            throw new IllegalArgumentException("declared twice: " + name);
        }
    }

    /** Declares another spelling, all in lower case, that stands for a name. */
    void alias(String spelling, String name) {
        aliases.put(spelling, name);
    }

    /** The name that a spelling is an alias of, or null. */
    @Nullable String aliased(String spelling) {
        return aliases.get(spelling.toLowerCase(Locale.ROOT));
    }

    /** The group under a name, made when it is not there. */
    Group group(String name) {
        Shape shape = shapes.computeIfAbsent(name, _ -> new Shape.Struct(new Group()));
        if (shape instanceof Shape.Struct(Group inner)) {
            return inner;
        }
        throw new IllegalArgumentException("both a value and a group: " + name);
    }
}
