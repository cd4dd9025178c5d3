package io.proconsul.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON value by value. The text is checked as a whole when the reader is made, so reading
 * fails only when a value has another type than the one asked for.
 *
 * <pre>{@code
 * reader.beginObject();
 * while (reader.nextMember()) {
 *     switch (reader.name()) {
 *         case "Port" -> port = reader.number();
 *         default -> reader.skip();
 *     }
 * }
 * }</pre>
 *
 * <p>Every member and element must be read or skipped. One thread at a time.
 */
public final class JsonReader {
    private final byte[] text;
    private final int end;
    private final Places places;

    private int at;
    private int nameFrom;
    private int nameTo;

    private JsonReader(byte[] text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
        this.places = new Places(text);
    }

    /**
     * Reads the first value and ignores whatever follows it, as request bodies are read. A text
     * without any value is refused with {@code EOF}, a cut one with {@code unexpected EOF}.
     */
    public static JsonReader ofFirst(byte[] text) throws JsonException {
        return new JsonReader(text, 0, Syntax.checkFirst(text, 0, text.length));
    }

    /**
     * Reads a text that must be one value and nothing else, as files are read. A cut text is
     * refused with {@code unexpected end of JSON input}.
     */
    public static JsonReader ofWhole(byte[] text) throws JsonException {
        return new JsonReader(text, 0, Syntax.checkWhole(text, 0, text.length));
    }

    public static JsonReader ofWhole(String text) throws JsonException {
        return ofWhole(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What stands next. Only where a value is due. */
    public JsonToken peek() {
        skipWhiteSpace();
        return switch (text[at]) {
            case '{' -> JsonToken.OBJECT;
            case '[' -> JsonToken.ARRAY;
            case '"' -> JsonToken.STRING;
            case 't', 'f' -> JsonToken.BOOL;
            case 'n' -> JsonToken.NULL;
            default -> JsonToken.NUMBER;
        };
    }

    /** Where the next value begins, or, between {@link #nextMember} and its value, the value. */
    public JsonPosition position() {
        if (at < end) {
            skipWhiteSpace();
        }
        return places.of(at);
    }

    /** Where the name last read by {@link #nextMember} begins. */
    public JsonPosition namePosition() {
        return places.of(nameFrom - 1);
    }

    public void beginObject() throws JsonException {
        expect(JsonToken.OBJECT);
        at++;
    }

    /** Goes to the next member's value and answers true, or leaves the object. */
    public boolean nextMember() {
        if (!nextIn('}')) {
            return false;
        }
        nameFrom = at + 1;
        nameTo = Strings.end(text, nameFrom);
        at = nameTo + 1;
        skipWhiteSpace();
        at++; // the colon
        return true;
    }

    /** The name of the member that {@link #nextMember} went to. */
    public String name() {
        return Strings.decode(text, nameFrom, nameTo);
    }

    public void beginArray() throws JsonException {
        expect(JsonToken.ARRAY);
        at++;
    }

    /** Goes to the next element and answers true, or leaves the array. */
    public boolean nextElement() {
        return nextIn(']');
    }

    public String string() throws JsonException {
        expect(JsonToken.STRING);
        int to = Strings.end(text, at + 1);
        String value = Strings.decode(text, at + 1, to);
        at = to + 1;
        return value;
    }

    /** A number as it is written. */
    public String number() throws JsonException {
        expect(JsonToken.NUMBER);
        int from = at;
        skipWord();
        return new String(text, from, at - from, StandardCharsets.ISO_8859_1);
    }

    public boolean bool() throws JsonException {
        expect(JsonToken.BOOL);
        boolean value = text[at] == 't';
        skipWord();
        return value;
    }

    /** Takes a {@code null} if one stands next. */
    public boolean takeNull() {
        if (peek() != JsonToken.NULL) {
            return false;
        }
        skipWord();
        return true;
    }

    /** Passes over the next value, whatever it is. */
    public void skip() {
        int depth = 0;
        do {
            depth += skipToken();
        } while (depth > 0);
    }

    /** The bytes of the next value as they are written. */
    public byte[] raw() {
        skipWhiteSpace();
        int from = at;
        skip();
        return Arrays.copyOfRange(text, from, at);
    }

    /** Passes over a scalar, bracket or separator; returns how it changes the depth. */
    private int skipToken() {
        skipWhiteSpace();
        switch (text[at]) {
            case '{', '[' -> {
                at++;
                return 1;
            }
            case '}', ']' -> {
                at++;
                return -1;
            }
            case ',', ':' -> at++;
            case '"' -> at = Strings.end(text, at + 1) + 1;
            default -> skipWord();
        }
        return 0;
    }

    /** Passes over a number, true, false or null. */
    private void skipWord() {
        while (at < end && ofWord(text[at])) {
            at++;
        }
    }

    private static boolean ofWord(byte b) {
        return switch (b) {
            case '+', '-', '.', 'E' -> true;
            default -> b >= '0' && b <= '9' || b >= 'a' && b <= 'z';
        };
    }

    private boolean nextIn(char closing) {
        skipWhiteSpace();
        if (text[at] == closing) {
            at++;
            return false;
        }
        if (text[at] == ',') {
            at++;
            skipWhiteSpace();
        }
        return true;
    }

    private void expect(JsonToken wanted) throws JsonException {
        JsonToken found = peek();
        if (found != wanted) {
            throw new JsonException(
                    "expected " + wanted.word() + ", found " + found.word(), position());
        }
    }

    private void skipWhiteSpace() {
        while (text[at] <= ' ' && text[at] >= 0) {
            at++;
        }
    }
}
