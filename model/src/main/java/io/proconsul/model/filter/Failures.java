package io.proconsul.model.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What went wrong while an expression was parsed: errors with a text of their own, and the symbols
 * that were tried in vain at the furthest place.
 */
final class Failures {
    private static final String END = "EOF";

    private final String text;
    private final Set<String> errors = new LinkedHashSet<>();
    private final Set<String> expected = new TreeSet<>();
    private boolean endExpected;
    private int furthest;

    Failures(String text) {
        this.text = text;
    }

    /** A symbol does not stand at {@code at}; only the furthest place is remembered. */
    void missing(String symbol, int at) {
        if (reaches(at)) {
            expected.add(symbol);
        }
    }

    /** The text does not end at {@code at}. */
    void endMissing(int at) {
        if (reaches(at)) {
            endExpected = true;
        }
    }

    private boolean reaches(int at) {
        if (at > furthest) {
            furthest = at;
            expected.clear();
            endExpected = false;
        }
        return at == furthest;
    }

    /** An error that a rule of the grammar states itself. */
    void error(String rule, String message, int at) {
        errors.add(place(at) + ": rule \"" + rule + "\": " + message);
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The stated errors if there are any, else what was expected. */
    String message() {
        if (hasErrors()) {
            return String.join("\n", errors);
        }
        return place(furthest) + ": no match found, expected: " + list();
    }

    private String list() {
        var symbols = new ArrayList<>(expected);
        if (endExpected) {
            symbols.add(END);
        }
        int last = symbols.size() - 1;
        String others = String.join(", ", symbols.subList(0, last));
        return last == 0 ? symbols.get(0) : others + " or " + symbols.get(last);
    }

    /** Line, column in characters and, in parentheses, the offset in bytes. */
    private String place(int at) {
        int line = 1;
        int column = 1;
        for (int i = 0;
                i <= at && i < text.length();
                i += Character.charCount(text.codePointAt(i))) {
            boolean newLine = text.charAt(i) == '\n';
            line += newLine ? 1 : 0;
            column = newLine ? 0 : column;
            if (i < at) {
                column++;
            }
        }
        int offset = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        return line + ":" + column + " (" + offset + ")";
    }
}
