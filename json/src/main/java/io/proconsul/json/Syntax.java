package io.proconsul.json;

import java.util.Arrays;

/**
 * Checks one value from its first byte to its last, as Go's scanner does, and finds where it ends.
 * Everything read later may rely on it.
 */
final class Syntax {
    /** Go's bound on arrays and objects in one another. */
    static final int MAX_DEPTH = 10_000;

    private static final int END = -1;

    private final byte[] text;
    private final int end;

    /** Whether a cut text is reported as Go's Decoder does it, or as Unmarshal does. */
    private final boolean stream;

    /** One bit per open level: set for an object. */
    private long[] objects = new long[1];

    private int depth;
    private int at;

    private Syntax(byte[] text, int from, int end, boolean stream) {
        this.text = text;
        this.at = from;
        this.end = end;
        this.stream = stream;
    }

    /** The first value of a stream; what follows is not looked at. Returns the offset behind it. */
    static int checkFirst(byte[] text, int from, int end) throws JsonException {
        var syntax = new Syntax(text, from, end, true);
        syntax.value();
        return syntax.at;
    }

    /** One value and nothing else. Returns the offset behind it. */
    static int checkWhole(byte[] text, int from, int end) throws JsonException {
        var syntax = new Syntax(text, from, end, false);
        syntax.value();
        int last = syntax.at;
        int c = syntax.next();
        if (c != END) {
            throw syntax.invalid(c, "after top-level value");
        }
        return last;
    }

    private void value() throws JsonException {
        begin(next());
        while (depth > 0) {
            if (inObject()) {
                afterMember();
            } else {
                afterElement();
            }
        }
    }

    /** Reads a scalar, or opens a level and reads on until its first scalar or its end. */
    private void begin(int first) throws JsonException {
        int c = first;
        while (true) {
            if (c == '{') {
                push(c, true);
                c = next();
                if (c == '}') {
                    pop();
                    return;
                }
                key(c);
                c = next();
            } else if (c == '[') {
                push(c, false);
                c = next();
                if (c == ']') {
                    pop();
                    return;
                }
            } else {
                scalar(c);
                return;
            }
        }
    }

    private void afterMember() throws JsonException {
        int c = next();
        if (c == ',') {
            key(next());
            begin(next());
        } else if (c == '}') {
            pop();
        } else {
            throw skipped(c, "after object key:value pair");
        }
    }

    private void afterElement() throws JsonException {
        int c = next();
        if (c == ',') {
            begin(next());
        } else if (c == ']') {
            pop();
        } else {
            throw skipped(c, "after array element");
        }
    }

    private void key(int first) throws JsonException {
        if (first != '"') {
            throw skipped(first, "looking for beginning of object key string");
        }
        string();
        int c = next();
        if (c != ':') {
            throw skipped(c, "after object key");
        }
    }

    private void scalar(int first) throws JsonException {
        switch (first) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-' -> integer(take(), "in numeric literal");
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                    integer(first, "in numeric literal");
            default -> throw skipped(first, "looking for beginning of value");
        }
    }

    private void literal(String word) throws JsonException {
        for (int i = 1; i < word.length(); i++) {
            int c = take();
            if (c != word.charAt(i)) {
                throw refused(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private void integer(int first, String context) throws JsonException {
        if (first == '0') {
            fraction();
        } else if (first >= '1' && first <= '9') {
            digits();
            fraction();
        } else {
            throw refused(first, context);
        }
    }

    private void fraction() throws JsonException {
        if (peek() == '.') {
            at++;
            digit(take(), "after decimal point in numeric literal");
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            int c = take();
            digit(c == '+' || c == '-' ? take() : c, "in exponent of numeric literal");
            digits();
        }
    }

    private void digit(int c, String context) throws JsonException {
        if (c < '0' || c > '9') {
            throw refused(c, context);
        }
    }

    private void digits() {
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
    }

    private void string() throws JsonException {
        while (at < end) {
            int c = text[at++] & 0xFF;
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                escape();
            } else if (c < ' ') {
                throw invalid(c, "in string literal");
            }
        }
        throw cut();
    }

    private void escape() throws JsonException {
        int c = take();
        switch (c) {
            case 'b', 'f', 'n', 'r', 't', '\\', '/', '"' -> {}
            case 'u' -> {
                for (int i = 0; i < 4; i++) {
                    hex(take());
                }
            }
            default -> throw refused(c, "in string escape code");
        }
    }

    private void hex(int c) throws JsonException {
        if (Character.digit(c, 16) < 0 || c > 'f') {
            throw refused(c, "in \\u hexadecimal character escape");
        }
    }

    private void push(int c, boolean object) throws JsonException {
        if (depth == MAX_DEPTH) {
            throw invalid(c, "exceeded max depth");
        }
        if (depth >> 6 == objects.length) {
            objects = Arrays.copyOf(objects, objects.length * 2);
        }
        long bit = 1L << (depth & 63);
        objects[depth >> 6] = object ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
        depth++;
    }

    private void pop() {
        depth--;
    }

    private boolean inObject() {
        int top = depth - 1;
        return (objects[top >> 6] >> (top & 63) & 1) != 0;
    }

    private int peek() {
        return at < end ? text[at] & 0xFF : END;
    }

    /** The next byte, taken even behind the end, so that {@code at - 1} is where it stood. */
    private int take() {
        int c = peek();
        at++;
        return c;
    }

    /** The next byte that is not white space, taken. */
    private int next() {
        int c;
        do {
            c = take();
        } while (c == ' ' || c == '\n' || c == '\r' || c == '\t');
        return c;
    }

    /** An error where white space is allowed: a text that ends here is cut. */
    private JsonException skipped(int c, String context) {
        return c == END ? cut() : invalid(c, context);
    }

    /**
     * An error inside a token. Go tries a cut text by one blank more and, outside streams, reports
     * that blank.
     */
    private JsonException refused(int c, String context) {
        if (c != END) {
            return invalid(c, context);
        }
        return stream ? cut() : failure("invalid character ' ' " + context, end);
    }

    private JsonException invalid(int c, String context) {
        return failure("invalid character " + Quotes.character(c) + " " + context, at - 1);
    }

    private JsonException cut() {
        if (!stream) {
            return failure("unexpected end of JSON input", end);
        }
        for (int i = 0; i < end; i++) {
            if (" \n\r\t".indexOf(text[i]) < 0) {
                return failure("unexpected EOF", end);
            }
        }
        return failure("EOF", end);
    }

    private JsonException failure(String message, int offset) {
        return new JsonException(message, new Places(text).of(offset));
    }
}
