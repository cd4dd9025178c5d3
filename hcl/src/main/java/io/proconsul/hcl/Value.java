package io.proconsul.hcl;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** One value of a file, with the place where it starts. */
public sealed interface Value {
    /** Where the value starts. */
    Place at();

    /** A text. */
    record Text(Place at, String text) implements Value {}

    /** A number that HCL wrote without a fraction. */
    record Whole(Place at, long number) implements Value {}

    /** A number with a fraction, or any number of JSON. */
    record Fraction(Place at, double number) implements Value {}

    /** True or false. */
    record Truth(Place at, boolean truth) implements Value {}

    /** JSON's null. */
    record Nothing(Place at) implements Value {}

    /** Values in order. */
    record Sequence(Place at, List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Named values in the order of the file. The map is not to be changed. */
    record Table(Place at, Map<String, Member> members) implements Value {
        /** The value of a key in exactly this spelling, or null. */
        public @Nullable Value get(String key) {
            Member member = members.get(key);
            return member == null ? null : member.value();
        }
    }

    /** Objects that HCL gave for one key: blocks, or one object after an equals sign. */
    record Blocks(Place at, List<Table> tables) implements Value {
        public Blocks {
            tables = List.copyOf(tables);
        }
    }

    /** A value and the place of its key. */
    record Member(Place keyAt, Value value) {}

    /**
     * The tables this value stands for, whatever the language wrote: one for an object, several for
     * blocks and for a list of objects, none for everything else.
     */
    default List<Table> tables() {
        return switch (this) {
            case Table table -> List.of(table);
            case Blocks blocks -> blocks.tables();
            case Sequence sequence -> tablesAmong(sequence.items());
            case Text _, Whole _, Fraction _, Truth _, Nothing _ -> List.of();
        };
    }

    private static List<Table> tablesAmong(List<Value> items) {
        return items.stream().filter(Table.class::isInstance).map(Table.class::cast).toList();
    }
}
