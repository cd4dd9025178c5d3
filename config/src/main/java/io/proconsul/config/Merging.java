package io.proconsul.config;

import io.proconsul.config.Shape.ListOf;
import io.proconsul.config.Shape.MapOf;
import io.proconsul.config.Shape.Struct;
import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Member;
import io.proconsul.hcl.Value.Sequence;
import io.proconsul.hcl.Value.Table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays a later source over an earlier one: single values are replaced, lists appended, maps and
 * groups merged name by name (reference, section 1).
 */
final class Merging {
    private Merging() {}

    /** Both tables are in the form that {@link Decoding} makes. */
    static Table merge(Group keys, Table earlier, Table later) {
        var members = new LinkedHashMap<>(earlier.members());
        later.members()
                .forEach((name, member) -> {
                    Shape shape = keys.shapes().get(name);
                    members.merge(
                            name,
                            member,
                            (before, after) -> shape == null ? after : merge(shape, before, after));
                });
        return new Table(later.at(), members);
    }

    private static Member merge(Shape shape, Member earlier, Member later) {
        return new Member(later.keyAt(), merge(shape, earlier.value(), later.value()));
    }

    private static Value merge(Shape shape, Value earlier, Value later) {
        if (earlier instanceof Sequence before
                && later instanceof Sequence after
                && shape instanceof ListOf) {
            var items = new ArrayList<>(before.items());
            items.addAll(after.items());
            return new Sequence(later.at(), items);
        }
        if (earlier instanceof Table before && later instanceof Table after) {
            return switch (shape) {
                case Struct(Group keys) -> merge(keys, before, after);
                case MapOf(Shape _) -> mergeNames(before, after);
                default -> later;
            };
        }
        return later;
    }

    private static Table mergeNames(Table earlier, Table later) {
        var members = new LinkedHashMap<>(earlier.members());
        members.putAll(later.members());
        return new Table(later.at(), members);
    }

    /** Moves a single value to the end of a list beside it. */
    static void moveIntoList(Map<String, Member> members, String single, String list) {
        Member one = members.remove(single);
        if (one == null) {
            return;
        }
        var items = new ArrayList<Value>();
        Member before = members.get(list);
        if (before != null && before.value() instanceof Sequence(_, List<Value> earlier)) {
            items.addAll(earlier);
        }
        items.add(one.value());
        members.put(list, new Member(one.keyAt(), new Sequence(one.value().at(), items)));
    }
}
