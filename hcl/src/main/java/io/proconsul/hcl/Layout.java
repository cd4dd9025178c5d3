package io.proconsul.hcl;

import io.proconsul.hcl.Syntax.Body;
import io.proconsul.hcl.Syntax.Elements;
import io.proconsul.hcl.Syntax.Item;
import io.proconsul.hcl.Syntax.Literal;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * Writes an HCL text anew in the one layout that all tools use: two blanks of indent, an empty line
 * between items, equals signs of neighbouring lines in one column. Comments stay where they are.
 * JSON is written as HCL (observed on 1.8.7 with {@code acl translate-rules}).
 */
public final class Layout {
    private static final Place END = new Place("", Integer.MAX_VALUE, 0);

    private final Marks marks;
    private final Function<String, @Nullable String> rename;
    private final StringBuilder out = new StringBuilder();
    private int nextComment;

    private Layout(Marks marks, Function<String, @Nullable String> rename) {
        this.marks = marks;
        this.rename = rename;
    }

    /**
     * The text in the common layout, without a line feed at its end.
     *
     * @param rename gets the first key of every item at any depth, without quotes, and returns what
     *     to write for it; null leaves it as it is
     * @throws HclException when it is not HCL, with Go's text
     */
    public static String of(byte[] content, Function<String, @Nullable String> rename)
            throws HclException {
        if (TreeReader.startsWithBrace(content)) {
            Body body = JsonSyntax.of(TreeReader.hcl("", content));
            return new Layout(Marks.NONE, rename).whole(body);
        }
        byte[] text = TreeReader.withLineFeeds(content);
        Body body = Parser.parse("", text);
        return new Layout(Marks.of("", text), rename).whole(body);
    }

    private String whole(Body body) throws HclException {
        items(body.items(), END, 0);
        return out.toString();
    }

    private void items(List<Item> items, Place end, int depth) throws HclException {
        int width = 0;
        for (int i = 0; i < items.size(); i++) {
            boolean follows = depth > 0 && i > 0 && areNeighbours(items.get(i - 1), items.get(i));
            if (i > 0 && !follows) {
                out.append('\n');
            }
            width = follows ? width : groupWidth(items, i, depth);
            leadingComments(place(items.get(i)), depth);
            startLine(depth);
            item(items.get(i), depth, width);
        }
        closingComments(end, depth, items.isEmpty());
    }

    /** The longest key of the lines that stand together from that item on. */
    private static int groupWidth(List<Item> items, int first, int depth) {
        int width = keyText(items.get(first)).length();
        for (int i = first + 1;
                depth > 0 && i < items.size() && areNeighbours(items.get(i - 1), items.get(i));
                i++) {
            width = Math.max(width, keyText(items.get(i)).length());
        }
        return width;
    }

    private static boolean areNeighbours(Item upper, Item lower) {
        return isOneLine(upper)
                && isOneLine(lower)
                && place(upper).line() + 1 == place(lower).line();
    }

    private static boolean isOneLine(Item item) {
        return item.value() instanceof Literal(Token token) && token.text().indexOf('\n') < 0;
    }

    private static Place place(Item item) {
        return item.keys().isEmpty() ? item.value().at() : item.keys().getFirst().at();
    }

    private static String keyText(Item item) {
        return item.keys().isEmpty() ? "" : item.keys().getFirst().text();
    }

    private void item(Item item, int depth, int width) throws HclException {
        String first = name(item);
        out.append(first);
        item.keys().stream().skip(1).forEach(label -> out.append(' ').append(label.text()));
        switch (item.value()) {
            case Literal(Token token) -> {
                out.repeat(' ', Math.max(0, width - keyText(item).length())).append(" = ");
                out.append(token.text().stripTrailing());
                trailingComment(token.at().line());
            }
            case Body body -> {
                out.append(marks.assigned().contains(body.at()) ? " = " : " ");
                body(body, depth);
            }
            case Elements elements -> {
                out.append(" = ");
                elements(elements, depth);
            }
        }
    }

    private String name(Item item) throws HclException {
        if (item.keys().isEmpty()) {
            return "";
        }
        Token key = item.keys().getFirst();
        String renamed = rename.apply(Literals.text(key));
        return renamed == null ? key.text() : renamed;
    }

    private void body(Body body, int depth) throws HclException {
        out.append('{');
        int start = out.length();
        Place end = marks.closing().getOrDefault(body.at(), body.at());
        items(body.items(), end, depth + 1);
        if (out.length() > start) {
            startLine(depth);
        }
        out.append('}');
    }

    private void elements(Elements elements, int depth) throws HclException {
        boolean oneLine =
                elements.items().stream().allMatch(i -> i.at().line() == elements.at().line());
        out.append('[');
        String separator = "";
        for (Syntax element : elements.items()) {
            out.append(separator);
            if (!oneLine) {
                startLine(depth + 1);
            }
            element(element, depth + 1);
            separator = oneLine ? ", " : ",";
        }
        if (!oneLine) {
            out.append(',');
            startLine(depth);
        }
        out.append(']');
    }

    private void element(Syntax element, int depth) throws HclException {
        switch (element) {
            case Literal(Token token) -> out.append(token.text());
            case Body body -> body(body, depth);
            case Elements inner -> elements(inner, depth);
        }
    }

    private void startLine(int depth) {
        if (!out.isEmpty()) {
            out.append('\n');
        }
        out.repeat(' ', 2 * depth);
    }

    /** Comments right above an item stay there; others keep an empty line below them. */
    private void leadingComments(Place item, int depth) {
        while (hasCommentBefore(item)) {
            int end = comment(depth);
            Place next = hasCommentBefore(item) ? marks.comments().get(nextComment).at() : item;
            if (next.line() > end + 1) {
                out.append('\n');
            }
        }
    }

    private void closingComments(Place end, int depth, boolean first) {
        int last = first ? Integer.MAX_VALUE : 0;
        while (hasCommentBefore(end)) {
            if (marks.comments().get(nextComment).at().line() > last) {
                out.append('\n');
            }
            last = comment(depth) + 1;
        }
        if (last > 0 && last < Integer.MAX_VALUE && depth == 0) {
            out.append('\n');
        }
    }

    /** Writes the next comment on a line of its own; returns the line where it ended. */
    private int comment(int depth) {
        Token comment = marks.comments().get(nextComment++);
        startLine(depth);
        String text = comment.text().stripTrailing();
        out.append(text);
        return comment.at().line() + (int) text.chars().filter(c -> c == '\n').count();
    }

    /** A comment on the line of the value it stands behind. */
    private void trailingComment(int line) {
        if (nextComment < marks.comments().size()
                && marks.comments().get(nextComment).at().line() == line) {
            out.append(' ').append(marks.comments().get(nextComment++).text().stripTrailing());
        }
    }

    private boolean hasCommentBefore(Place place) {
        if (nextComment == marks.comments().size()) {
            return false;
        }
        Place comment = marks.comments().get(nextComment).at();
        return comment.line() < place.line()
                || comment.line() == place.line() && comment.column() < place.column();
    }
}
