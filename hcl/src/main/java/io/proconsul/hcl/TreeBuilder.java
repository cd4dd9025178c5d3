package io.proconsul.hcl;

import io.proconsul.hcl.Syntax.Body;
import io.proconsul.hcl.Syntax.Elements;
import io.proconsul.hcl.Syntax.Item;
import io.proconsul.hcl.Syntax.Literal;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Turns the syntax of an HCL file into values. A key that comes again adds to a list or to blocks,
 * and replaces a literal of the same type; a literal of another type is an error, except that a
 * number becomes a text where a text stood before (as the original decoder does).
 */
final class TreeBuilder {
    private TreeBuilder() {}

    static Table root(Body body) throws HclException {
        return table("root", body.at(), body.items());
    }

    private static Table table(String path, Place at, List<Item> items) throws HclException {
        var members = new LinkedHashMap<String, Member>();
        Set<String> labelled = new HashSet<>();
        for (Item item : items) {
            if (item.keys().isEmpty()) {
                throw wrong(item.value().at(), path + ": map must have string keys");
            }
            Token key = item.keys().getFirst();
            String name = Literals.text(key);
            if (!labelled.contains(name)) {
                Member before = members.get(name);
                Value old = before == null ? null : before.value();
                String inner = path + "." + name;
                boolean labels = item.keys().size() > 1;
                Value value =
                        labels
                                ? labelled(inner, key.at(), withKey(items, name), old)
                                : value(inner, item.value(), old);
                members.put(name, new Member(before == null ? key.at() : before.keyAt(), value));
                if (labels) {
                    labelled.add(name);
                }
            }
        }
        return new Table(at, members);
    }

    /** The items under a key that has labels, without that key; all cases of the key count. */
    private static List<Item> withKey(List<Item> items, String name) throws HclException {
        var found = new ArrayList<Item>();
        for (Item item : items) {
            if (!item.keys().isEmpty()
                    && Literals.text(item.keys().getFirst()).equalsIgnoreCase(name)) {
                found.add(item.withoutFirstKey());
            }
        }
        return found;
    }

    private static Value labelled(String path, Place at, List<Item> items, @Nullable Value old)
            throws HclException {
        var tables = new ArrayList<Table>();
        if (old instanceof Blocks blocks) {
            tables.addAll(blocks.tables());
        } else if (old != null) {
            throw wrong(at, path + ": unknown type *ast.ObjectList");
        }
        for (Item item : items) {
            tables.add(table(path, item.value().at(), List.of(item)));
        }
        return new Blocks(at, tables);
    }

    private static Value value(String path, Syntax syntax, @Nullable Value old)
            throws HclException {
        return switch (old) {
            case null -> fresh(path, syntax);
            case Blocks blocks -> moreBlocks(path, blocks, syntax);
            case Sequence sequence -> moreItems(path, sequence, syntax);
            case Text _ ->
                    literalOf(
                            path,
                            "unknown type for string ",
                            syntax,
                            TokenType.STRING,
                            TokenType.HEREDOC,
                            TokenType.NUMBER);
            case Whole _ ->
                    literalOf(path, "unknown type ", syntax, TokenType.NUMBER, TokenType.STRING);
            case Fraction _ ->
                    literalOf(path, "unknown type ", syntax, TokenType.FLOAT, TokenType.NUMBER);
            case Truth _ -> literalOf(path, "unknown type ", syntax, TokenType.BOOL);
            case Table _, Nothing _ -> throw new AssertionError("HCL has no such member: " + old);
        };
    }

    private static Value fresh(String path, Syntax syntax) throws HclException {
        return switch (syntax) {
            case Literal literal -> Literals.value(literal.token());
            case Body body -> new Blocks(body.at(), List.of(table(path, body.at(), body.items())));
            case Elements elements -> new Sequence(elements.at(), items(path, elements));
        };
    }

    private static List<Value> items(String path, Elements elements) throws HclException {
        var items = new ArrayList<Value>();
        for (Syntax element : elements.items()) {
            items.add(item(path + "[" + items.size() + "]", element));
        }
        return items;
    }

    /** Directly in a list, an object is a table and not blocks. */
    private static Value item(String path, Syntax element) throws HclException {
        return element instanceof Body body
                ? table(path, body.at(), body.items())
                : fresh(path, element);
    }

    private static Value moreBlocks(String path, Blocks old, Syntax syntax) throws HclException {
        var tables = new ArrayList<>(old.tables());
        for (Syntax element : elements(syntax)) {
            if (!(element instanceof Body body)) {
                throw wrong(
                        element.at(),
                        path + "[0]: not an object type for map (" + element.kind() + ")");
            }
            tables.add(table(path, body.at(), body.items()));
        }
        return new Blocks(old.at(), tables);
    }

    private static Value moreItems(String path, Sequence old, Syntax syntax) throws HclException {
        var items = new ArrayList<>(old.items());
        for (Syntax element : elements(syntax)) {
            items.add(item(path + "[" + items.size() + "]", element));
        }
        return new Sequence(old.at(), items);
    }

    private static List<Syntax> elements(Syntax syntax) throws HclException {
        return switch (syntax) {
            case Elements elements -> elements.items();
            case Body body -> List.of(body);
            case Literal literal ->
                    throw wrong(literal.at(), "unknown slice type: " + literal.kind());
        };
    }

    private static Value literalOf(String path, String message, Syntax syntax, TokenType... allowed)
            throws HclException {
        if (syntax instanceof Literal(Token token) && List.of(allowed).contains(token.type())) {
            return switch (allowed[0]) {
                case NUMBER -> new Whole(token.at(), Literals.whole(token, Literals.text(token)));
                case FLOAT -> new Fraction(token.at(), Literals.fraction(token));
                case STRING -> new Text(token.at(), Literals.text(token));
                default -> Literals.value(token);
            };
        }
        throw wrong(syntax.at(), path + ": " + message + syntax.kind());
    }

    private static HclException wrong(Place at, String message) {
        return new HclException(at, "At " + at.line() + ":" + at.column() + ": " + message);
    }
}
