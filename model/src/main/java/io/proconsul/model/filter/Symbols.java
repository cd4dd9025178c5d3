package io.proconsul.model.filter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The smallest parts of the grammar. Each method either takes what it is named after, or leaves the
 * place as it was and answers false or null; whatever was tried in vain is remembered for the error
 * message.
 */
final class Symbols {
    private static final String BLANK = "[ \\t\\r\\n]";

    private final String text;
    private final Failures failures;
    private int at;

    Symbols(String text, Failures failures) {
        this.text = text;
        this.failures = failures;
    }

    int place() {
        return at;
    }

    void backTo(int place) {
        at = place;
    }

    boolean word(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        failures.missing('"' + (word.equals("\"") ? "\\\"" : word) + '"', at);
        return false;
    }

    /** White space, at least one character of it. */
    boolean blanks() {
        int from = at;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        failures.missing(BLANK, at);
        return at > from;
    }

    boolean end() {
        if (at < text.length()) {
            failures.endMissing(at);
        }
        return at == text.length();
    }

    /** Identifiers with points between, or with strings in brackets behind. */
    @Nullable List<String> selector() {
        String first = identifier();
        if (first == null) {
            return null;
        }
        var path = new ArrayList<String>();
        for (String part = first; part != null; part = pointOrIndex()) {
            path.add(part);
        }
        return path;
    }

    private @Nullable String pointOrIndex() {
        int from = at;
        if (word(".")) {
            String name = identifier();
            if (name != null) {
                return name;
            }
            at = from;
        }
        String index = index();
        if (index == null) {
            at = from;
        }
        return index;
    }

    private @Nullable String identifier() {
        int from = at;
        if (at == text.length() || !isLetter(text.charAt(at))) {
            failures.missing("[a-zA-Z]", at);
            return null;
        }
        while (at < text.length()
                && (isLetter(text.charAt(at)) || isDigitOrLine(text.charAt(at)))) {
            at++;
        }
        failures.missing("[a-zA-Z0-9_]", at);
        return text.substring(from, at);
    }

    private @Nullable String index() {
        if (!word("[")) {
            return null;
        }
        blanks();
        int content = at;
        String key = string();
        if (key == null) {
            failures.error("index", "Invalid index", content);
            return null;
        }
        blanks();
        if (!word("]")) {
            failures.error("index", "Unclosed index expression", at);
            return null;
        }
        return key;
    }

    /** What a field is compared with: a selector stands for its own text. */
    @Nullable String value() {
        List<String> words = selector();
        if (words != null) {
            return String.join(".", words);
        }
        String number = number();
        return number != null ? number : string();
    }

    private @Nullable String number() {
        int from = at;
        word("-");
        if (!integer()) {
            at = from;
            return null;
        }
        fraction();
        if (!numberMayEnd()) {
            failures.error("number", "Invalid number literal", at);
            at = from;
            return null;
        }
        return text.substring(from, at);
    }

    private boolean integer() {
        if (word("0")) {
            return true;
        }
        if (at == text.length() || text.charAt(at) < '1' || text.charAt(at) > '9') {
            failures.missing("[1-9]", at);
            return false;
        }
        return digits();
    }

    private void fraction() {
        int from = at;
        if (word(".") && !digits()) {
            at = from;
        }
    }

    private boolean digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        failures.missing("[0-9]", at);
        return at > from;
    }

    private boolean numberMayEnd() {
        int from = at;
        boolean may = blanks() || end() || word(")");
        at = from;
        return may;
    }

    /** A literal in double quotes with escapes, or in back quotes without. */
    @Nullable String string() {
        int from = at;
        if (!word("`") && !word("\"")) {
            return null;
        }
        int closing = text.indexOf(text.charAt(from), at);
        if (closing < 0) {
            failures.error("string", "Unterminated string literal", text.length());
            at = from;
            return null;
        }
        at = closing + 1;
        String content = Literals.unquote(text.substring(from, at));
        if (content == null) {
            failures.error("string", "invalid syntax", from);
        }
        return content == null ? "" : content;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigitOrLine(char c) {
        return c >= '0' && c <= '9' || c == '_';
    }
}
