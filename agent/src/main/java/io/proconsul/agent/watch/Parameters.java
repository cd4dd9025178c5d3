package io.proconsul.agent.watch;

import io.proconsul.agent.service.AgentRefusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table of the configuration, taken apart name by name; tells what is left. */
final class Parameters {
    private final Map<String, Object> left;

    Parameters(Map<String, Object> table) {
        left = new LinkedHashMap<>(table);
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    @Nullable Object any(String name) {
        return left.remove(name);
    }

    /** A text; empty when it is not given. */
    String text(String name) {
        Object value = left.remove(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw AgentRefusal.invalid("Expecting " + name + " to be a string");
    }

    boolean truth(String name) {
        Object value = left.remove(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw AgentRefusal.invalid("Expecting " + name + " to be a boolean");
    }

    /** One text or several; HCL does not tell a list of one from its element. */
    List<String> texts(String name, String refusal) {
        Object value = left.remove(name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Object each : value instanceof List<?> list ? list : List.of(value)) {
            if (!(each instanceof String text)) {
                throw AgentRefusal.invalid(refusal);
            }
            texts.add(text);
        }
        return texts;
    }

    /** A table within; null when it is not given. HCL does not tell it from a list of one. */
    @Nullable Parameters table(String name) {
        Object value = left.remove(name);
        Object one = value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value;
        if (one == null) {
            return null;
        }
        if (!(one instanceof Map<?, ?> map)) {
            throw AgentRefusal.invalid("Expecting " + name + " to be a table");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, each) -> copy.put(String.valueOf(key), each));
        return new Parameters(copy);
    }

    Set<String> names() {
        return left.keySet();
    }
}
