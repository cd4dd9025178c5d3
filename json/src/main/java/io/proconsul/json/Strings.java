package io.proconsul.json;

import java.nio.charset.StandardCharsets;

/** Makes text of a string literal that {@link Syntax} accepted. */
final class Strings {
    private Strings() {}

    /** The offset of the quote that ends the literal whose content begins at {@code from}. */
    static int end(byte[] text, int from) {
        int i = from;
        while (text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    /** The literal's content between {@code from} and {@code to}, without the quotes. */
    static String decode(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] < 0 || text[i] == '\\') {
                return decodeHard(text, from, i, to);
            }
        }
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** As {@link #decode}, when everything before {@code hard} is plain ASCII. */
    private static String decodeHard(byte[] text, int from, int hard, int to) {
        var out = new StringBuilder(to - from);
        for (int i = from; i < hard; i++) {
            out.append((char) text[i]);
        }
        int i = hard;
        while (i < to) {
            if (text[i] == '\\') {
                i = unescape(text, i + 1, to, out);
            } else if (text[i] >= 0) {
                out.append((char) text[i++]);
            } else {
                int rune = Utf8.decode(text, i, to);
                out.appendCodePoint(rune);
                i += Utf8.width(text, i, to, rune);
            }
        }
        return out.toString();
    }

    /** Appends what the escape whose letter is at {@code at} means; returns the offset behind. */
    private static int unescape(byte[] text, int at, int to, StringBuilder out) {
        switch (text[at]) {
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                return unicode(text, at, to, out);
            }
            default -> out.append((char) text[at]);
        }
        return at + 1;
    }

    private static int unicode(byte[] text, int at, int to, StringBuilder out) {
        char first = hex(text, at);
        int behind = at + 5;
        if (!Character.isSurrogate(first)) {
            out.append(first);
            return behind;
        }
        boolean another = behind + 5 < to && text[behind] == '\\' && text[behind + 1] == 'u';
        char second = another ? hex(text, behind + 1) : 0;
        if (Character.isSurrogatePair(first, second)) {
            out.append(first).append(second);
            return behind + 6;
        }
        out.append((char) Utf8.REPLACEMENT);
        return behind;
    }

    private static char hex(byte[] text, int letter) {
        int value = 0;
        for (int i = letter + 1; i <= letter + 4; i++) {
            value = value << 4 | Character.digit(text[i], 16);
        }
        return (char) value;
    }
}
