package io.proconsul.config;

import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Blocks;
import io.proconsul.hcl.Value.Fraction;
import io.proconsul.hcl.Value.Member;
import io.proconsul.hcl.Value.Sequence;
import io.proconsul.hcl.Value.Table;
import io.proconsul.hcl.Value.Text;
import io.proconsul.hcl.Value.Truth;
import io.proconsul.hcl.Value.Whole;
import io.proconsul.model.wire.GoDuration;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of checked shape in the types of their keys. */
final class Readings {
    private static final int PORT_MAX = 65535;

    private Readings() {}

    static String text(Value value, Spot spot) {
        return text(value);
    }

    private static String text(Value value) {
        return value instanceof Text text ? text.text() : "";
    }

    static Duration duration(Value value, Spot spot) {
        String text = text(value);
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException wrong) {
            spot.wrongAlone(
                    ": invalid duration: " + GoErrors.quote(text) + ": " + wrong.getMessage(),
                    value);
            return Duration.ZERO;
        }
    }

    static boolean truth(Value value, Spot spot) {
        return value instanceof Truth truth && truth.truth();
    }

    static int whole(Value value, Spot spot) {
        return Math.clamp(number(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static int port(Value value, Spot spot) {
        int port = whole(value, spot);
        if (port > PORT_MAX) {
            spot.wrong(": invalid port: " + port, value);
        }
        return port <= 0 ? -1 : port;
    }

    static long unsigned(Value value, Spot spot) {
        return number(value);
    }

    /** A whole number; a fraction loses what is behind the point. */
    private static long number(Value value) {
        return switch (value) {
            case Whole whole -> whole.number();
            case Fraction fraction -> (long) fraction.number();
            default -> 0;
        };
    }

    static double fraction(Value value, Spot spot) {
        return value instanceof Fraction fraction ? fraction.number() : number(value);
    }

    static List<String> texts(Value value, Spot spot) {
        return texts(value);
    }

    private static List<String> texts(Value value) {
        return value instanceof Sequence sequence
                ? sequence.items().stream().map(Readings::text).toList()
                : List.of();
    }

    static Map<String, String> textMap(Value value, Spot spot) {
        var map = new LinkedHashMap<String, String>();
        members(value).forEach((name, member) -> map.put(name, text(member.value())));
        return map;
    }

    static Map<String, List<String>> textsMap(Value value, Spot spot) {
        var map = new LinkedHashMap<String, List<String>>();
        members(value).forEach((name, member) -> map.put(name, texts(member.value())));
        return map;
    }

    static Map<String, Object> anyMap(Value value, Spot spot) {
        return anyMap(value);
    }

    private static Map<String, Object> anyMap(Value value) {
        var map = new LinkedHashMap<String, Object>();
        members(value).forEach((name, member) -> putUnlessNull(map, name, any(member.value())));
        return map;
    }

    private static void putUnlessNull(
            Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    static List<Map<String, Object>> anyMaps(Value value, Spot spot) {
        return items(value).stream().map(Readings::anyMap).toList();
    }

    /** A value in plain Java types: maps, lists, texts, numbers, truth values. */
    private static @Nullable Object any(Value value) {
        return switch (value) {
            case Text text -> text.text();
            case Whole whole -> whole.number();
            case Fraction fraction -> fraction.number();
            case Truth truth -> truth.truth();
            case Table table -> anyMap(table);
            case Sequence _, Blocks _ -> anyList(items(value));
            case Value.Nothing _ -> null;
        };
    }

    private static List<Object> anyList(List<? extends Value> items) {
        var list = new ArrayList<Object>();
        for (Value item : items) {
            Object plain = any(item);
            if (plain != null) {
                list.add(plain);
            }
        }
        return list;
    }

    static Settings struct(Value value, Spot spot) {
        return spot.settings(table(value));
    }

    static List<Settings> structs(Value value, Spot spot) {
        return items(value).stream().map(item -> spot.settings(table(item))).toList();
    }

    static Map<String, Settings> structMap(Value value, Spot spot) {
        var map = new LinkedHashMap<String, Settings>();
        members(value)
                .forEach((name, member) -> map.put(name, spot.settings(table(member.value()))));
        return map;
    }

    private static List<? extends Value> items(Value value) {
        return switch (value) {
            case Sequence sequence -> sequence.items();
            case Blocks blocks -> blocks.tables();
            default -> List.of();
        };
    }

    private static Map<String, Member> members(Value value) {
        return value instanceof Table table ? table.members() : Map.of();
    }

    private static Table table(Value value) {
        return value instanceof Table table ? table : new Table(value.at(), Map.of());
    }
}
