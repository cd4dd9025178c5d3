package io.proconsul.config;

import io.proconsul.config.address.Ip;
import io.proconsul.config.address.IpNetwork;
import io.proconsul.model.wire.GoDuration;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sorted map of plain values: texts, numbers, truth values, lists, maps. */
final class DebugMap {
    private final Map<String, @Nullable Object> values = new TreeMap<>();

    /** Puts a value in its plain form; a list or map that is missing is shown empty. */
    DebugMap put(String name, Object value) {
        values.put(name, plain(value));
        return this;
    }

    /** Puts null for a list or map without elements. */
    DebugMap putOrNull(String name, Object value) {
        boolean empty =
                value instanceof Collection<?> list && list.isEmpty()
                        || value instanceof Map<?, ?> map && map.isEmpty();
        values.put(name, empty ? null : plain(value));
        return this;
    }

    DebugMap putNull(String name) {
        values.put(name, null);
        return this;
    }

    /** The map itself; nulls are only where {@code putOrNull} and {@code putNull} put them. */
    @SuppressWarnings("unchecked") // at the top level there are no nulls
    Map<String, Object> values() {
        return (Map<String, Object>) (Map<?, ?>) Collections.unmodifiableMap(values);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Duration duration -> GoDuration.format(duration);
            case InetAddress ip -> Ip.text(ip);
            case IpNetwork network -> Ip.text(network.address()) + "/" + network.prefix();
            case Endpoint endpoint -> endpoint.toString();
            case DebugMap map -> map.values();
            case List<?> list -> list.stream().map(DebugMap::plain).toList();
            case Map<?, ?> map -> sorted(map);
            default -> value;
        };
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        var sorted = new DebugMap();
        map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        return sorted.values();
    }
}
