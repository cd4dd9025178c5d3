package io.proconsul.config;

import io.proconsul.config.Shape.Anything;
import io.proconsul.config.Shape.ListOf;
import io.proconsul.config.Shape.MapOf;
import io.proconsul.config.Shape.Scalar;
import io.proconsul.config.Shape.Struct;
import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Blocks;
import io.proconsul.hcl.Value.Fraction;
import io.proconsul.hcl.Value.Member;
import io.proconsul.hcl.Value.Nothing;
import io.proconsul.hcl.Value.Sequence;
import io.proconsul.hcl.Value.Table;
import io.proconsul.hcl.Value.Text;
import io.proconsul.hcl.Value.Truth;
import io.proconsul.hcl.Value.Whole;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks the tree of one source against the table of keys and brings it into one form: names as
 * declared, blocks as tables or lists, nothing that is null. Types are never converted, but a list
 * of one value passes for the value (observed on 1.8.7).
 */
final class Decoding {
    private final List<Finding> wrongTypes = new ArrayList<>();
    private final List<Finding> unknownKeys = new ArrayList<>();
    private final Set<String> found = new LinkedHashSet<>();

    /** Values of a wrong type, in no particular order. */
    List<Finding> wrongTypes() {
        return wrongTypes;
    }

    /** Keys that are not declared; the text of each is its path as written. */
    List<Finding> unknownKeys() {
        return unknownKeys;
    }

    /** Paths of everything that has a value. */
    Set<String> found() {
        return found;
    }

    Table decode(Group keys, Table table) {
        return struct("", keys, table);
    }

    private @Nullable Value value(String path, Shape shape, Value value) {
        if (value instanceof Nothing) {
            return null;
        }
        found.add(path);
        return switch (shape) {
            case Scalar scalar -> scalar(path, scalar, single(value));
            case ListOf(Shape element) -> list(path, element, value);
            case MapOf(Shape element) -> map(path, element, single(value));
            case Struct(Group keys) ->
                    single(value) instanceof Table table
                            ? struct(path, keys, table)
                            : notMap(path, value);
            case Anything _ -> opaque(value);
        };
    }

    /** The one value of a list of one. */
    private static Value single(Value value) {
        Value inner = value;
        for (Value next = inner; next != null; next = onlyElement(inner)) {
            inner = next;
        }
        return inner;
    }

    private static @Nullable Value onlyElement(Value value) {
        return switch (value) {
            case Sequence(_, List<Value> items) when items.size() == 1 -> items.getFirst();
            case Blocks(_, List<Table> tables) when tables.size() == 1 -> tables.getFirst();
            default -> null;
        };
    }

    private @Nullable Value scalar(String path, Scalar type, Value value) {
        boolean right =
                switch (type) {
                    case TEXT -> value instanceof Text;
                    case TRUTH -> value instanceof Truth;
                    default -> value instanceof Whole || value instanceof Fraction;
                };
        if (!right) {
            wrongType(
                    value,
                    "'"
                            + path
                            + "' expected type '"
                            + type.typeName()
                            + "', got unconvertible type '"
                            + GoErrors.type(value)
                            + "'");
            return null;
        }
        if (type.isUnsigned() && isNegative(value)) {
            wrongType(
                    value, "cannot parse '" + path + "', " + asPrinted(value) + " overflows uint");
            return null;
        }
        return value;
    }

    private static boolean isNegative(Value value) {
        return value instanceof Whole(_, long number) && number < 0
                || value instanceof Fraction(_, double fraction) && fraction < 0;
    }

    private static String asPrinted(Value value) {
        return value instanceof Fraction(_, double number)
                ? String.format(Locale.ROOT, "%f", number)
                : value instanceof Whole(_, long whole) ? Long.toString(whole) : "";
    }

    private @Nullable Value list(String path, Shape element, Value value) {
        List<? extends Value> items =
                switch (value) {
                    case Sequence sequence -> sequence.items();
                    case Blocks blocks -> blocks.tables();
                    default -> null;
                };
        if (items == null) {
            wrongType(
                    value,
                    "'"
                            + path
                            + "': source data must be an array or slice, got "
                            + GoErrors.kind(value));
            return null;
        }
        var decoded = new ArrayList<Value>();
        for (int i = 0; i < items.size(); i++) {
            Value item = value(path + "[" + i + "]", element, items.get(i));
            if (item != null) {
                decoded.add(item);
            }
        }
        return new Sequence(value.at(), decoded);
    }

    private @Nullable Value map(String path, Shape element, Value value) {
        if (!(value instanceof Table table)) {
            return notMap(path, value);
        }
        var members = new LinkedHashMap<String, Member>();
        table.members()
                .forEach((name, member) -> {
                    Value decoded = value(path + "[" + name + "]", element, member.value());
                    if (decoded != null) {
                        members.put(name, new Member(member.keyAt(), decoded));
                    }
                });
        return new Table(table.at(), members);
    }

    private @Nullable Value notMap(String path, Value value) {
        wrongType(
                value, "'" + path + "' expected a map, got '" + GoErrors.kind(single(value)) + "'");
        return null;
    }

    private Table struct(String path, Group keys, Table table) {
        Map<String, Member> given = withoutAliases(keys, table);
        var members = new LinkedHashMap<String, Member>();
        keys.shapes()
                .forEach((name, shape) -> {
                    Member member = take(given, name);
                    Value value =
                            member == null
                                    ? null
                                    : value(joined(path, name), shape, member.value());
                    if (member != null && value != null) {
                        members.put(name, new Member(member.keyAt(), value));
                    }
                });
        given.forEach((name, member) -> unknown(path, keys, name, member));
        return new Table(table.at(), members);
    }

    /** The members with aliases replaced by the names they stand for; a name that is there wins. */
    private static Map<String, Member> withoutAliases(Group keys, Table table) {
        var members = new LinkedHashMap<>(table.members());
        table.members()
                .forEach((spelling, member) -> {
                    String name = keys.aliased(spelling);
                    if (name != null) {
                        members.remove(spelling);
                        members.putIfAbsent(name, member);
                    }
                });
        return members;
    }

    /** Takes the member with a name out; exactly this spelling first, then any case. */
    private static @Nullable Member take(Map<String, Member> members, String name) {
        Member exact = members.remove(name);
        if (exact != null) {
            return exact;
        }
        for (String spelling : members.keySet()) {
            if (spelling.equalsIgnoreCase(name)) {
                return members.remove(spelling);
            }
        }
        return null;
    }

    private void unknown(String path, Group keys, String name, Member member) {
        String advice = NearestName.advice(name, keys.shapes().keySet(), AllKeys.TABLE.keys());
        unknownKeys.add(new Finding(joined(path, name), member.keyAt(), advice));
    }

    private void wrongType(Value value, String text) {
        wrongTypes.add(new Finding(text, value.at(), ""));
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /**
     * A value that is not looked into; a list of one becomes its element, with all lists of one in
     * it.
     */
    private static Value opaque(Value value) {
        Value only = onlyElement(value);
        return only == null ? value : unwrapped(only);
    }

    private static Value unwrapped(Value value) {
        if (!(value instanceof Table table)) {
            return value;
        }
        var members = new LinkedHashMap<String, Member>();
        table.members()
                .forEach((name, member) -> {
                    Value only = onlyElement(member.value());
                    Value inner = unwrapped(only == null ? member.value() : only);
                    members.put(name, new Member(member.keyAt(), inner));
                });
        return new Table(table.at(), members);
    }
}
