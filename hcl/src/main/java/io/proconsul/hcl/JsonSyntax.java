package io.proconsul.hcl;

import io.proconsul.hcl.Syntax.Body;
import io.proconsul.hcl.Syntax.Elements;
import io.proconsul.hcl.Syntax.Item;
import io.proconsul.hcl.Syntax.Literal;
import io.proconsul.hcl.Value.Member;
import io.proconsul.hcl.Value.Sequence;
import io.proconsul.hcl.Value.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON tree as the HCL that means the same: an object of nothing but objects becomes a block for
 * each of them, with its name as a label.
 */
final class JsonSyntax {
    private JsonSyntax() {}

    static Body of(Table table) {
        var items = new ArrayList<Item>();
        table.members().forEach((name, member) -> add(items, List.of(), name, member));
        return new Body(table.at(), items);
    }

    private static void add(List<Item> items, List<Token> outer, String name, Member member) {
        var keys = new ArrayList<>(outer);
        keys.add(string(member.keyAt(), name));
        add(items, keys, member.value());
    }

    private static void add(List<Item> items, List<Token> keys, Value value) {
        if (value instanceof Table table && hasOnlyTables(table.members())) {
            table.members().forEach((name, member) -> add(items, keys, name, member));
        } else if (value instanceof Sequence list
                && !list.items().isEmpty()
                && list.items().stream().allMatch(Table.class::isInstance)) {
            list.items().forEach(table -> add(items, keys, table));
        } else {
            items.add(new Item(keys, syntax(value)));
        }
    }

    private static boolean hasOnlyTables(Map<String, Member> members) {
        return !members.isEmpty()
                && members.values().stream().allMatch(member -> isNested(member.value()));
    }

    private static boolean isNested(Value value) {
        return value instanceof Table;
    }

    private static Syntax syntax(Value value) {
        return switch (value) {
            case Table table -> of(table);
            case Value.Blocks blocks ->
                    new Elements(
                            blocks.at(), blocks.tables().stream().map(JsonSyntax::syntax).toList());
            case Sequence list ->
                    new Elements(list.at(), list.items().stream().map(JsonSyntax::syntax).toList());
            case Value.Text text -> new Literal(string(text.at(), text.text()));
            case Value.Truth truth -> literal(TokenType.BOOL, truth.at(), "" + truth.truth());
            case Value.Whole whole -> literal(TokenType.NUMBER, whole.at(), "" + whole.number());
            case Value.Fraction number -> literal(TokenType.FLOAT, number.at(), plain(number));
            case Value.Nothing nothing -> literal(TokenType.STRING, nothing.at(), "null");
        };
    }

    private static String plain(Value.Fraction number) {
        double value = number.number();
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? "" + (long) value : "" + value;
    }

    private static Literal literal(TokenType type, Place at, String text) {
        return new Literal(new Token(type, at, text));
    }

    private static Token string(Place at, String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return new Token(TokenType.STRING, at, quoted.append('"').toString());
    }
}
