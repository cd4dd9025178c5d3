package io.proconsul.hcl;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The characters of a text in UTF-8, one after the other, with line and column. */
final class Runes {
    static final int END = -1;

    private static final int REPLACEMENT = 0xFFFD;
    private static final int RESERVED = 0xE123;

    private final byte[] content;
    private final Consumer<String> errors;
    private int offset;
    private int lastLength;
    private int line = 1;
    private int column;
    private int previousLine = 1;
    private int previousColumn;
    private int lastLineLength;

    Runes(byte[] content, Consumer<String> errors) {
        this.content = content;
        this.errors = errors;
    }

    int offset() {
        return offset;
    }

    /** Bytes of the character read last. */
    int lastLength() {
        return lastLength;
    }

    /** The line of the character read last; a line end belongs to the line it ends. */
    int line() {
        return column > 0 || lastLineLength == 0 ? line : line - 1;
    }

    int column() {
        return column > 0 ? column : Math.max(1, lastLineLength);
    }

    /** The characters between two offsets. */
    String text(int from, int to) {
        return new String(content, from, to - from, StandardCharsets.UTF_8);
    }

    /** The next character, or {@link #END}; a null character ends the text. */
    int next() {
        if (offset >= content.length) {
            column++;
            lastLength = 0;
            return END;
        }
        previousLine = line;
        previousColumn = column;
        int rune = decode();
        offset += lastLength;
        column++;
        return checked(rune);
    }

    private int checked(int rune) {
        switch (rune) {
            case '\n' -> {
                line++;
                lastLineLength = column;
                column = 0;
            }
            case 0 -> {
                errors.accept("unexpected null character (0x00)");
                return END;
            }
            case RESERVED -> {
                errors.accept("unicode code point U+E123 reserved for internal use");
                return REPLACEMENT;
            }
            case REPLACEMENT -> {
                if (lastLength == 1) {
                    errors.accept("illegal UTF-8 encoding");
                }
            }
            default -> {}
        }
        return rune;
    }

    /** Steps back over the character read last; once. */
    void unread() {
        offset -= lastLength;
        line = previousLine;
        column = previousColumn;
    }

    int peek() {
        if (offset >= content.length) {
            return END;
        }
        int length = lastLength;
        int rune = decode();
        lastLength = length;
        return rune == 0 ? END : rune;
    }

    /** Reads one character at the offset; a wrong byte is one replacement character. */
    private int decode() {
        int first = content[offset] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        lastLength = 1;
        if (length == 1) {
            return first;
        }
        if (length == 0 || offset + length > content.length) {
            return REPLACEMENT;
        }
        int rune = first & 0xFF >> length + 1;
        for (int i = 1; i < length; i++) {
            int next = content[offset + i] & 0xFF;
            if (next >> 6 != 2) {
                return REPLACEMENT;
            }
            rune = rune << 6 | next & 0x3F;
        }
        return shortest(rune, length);
    }

    private int shortest(int rune, int length) {
        boolean wrong =
                length == 3 && rune < 0x800
                        || length == 4 && rune < 0x10000
                        || rune > Character.MAX_CODE_POINT
                        || rune >= Character.MIN_SURROGATE && rune <= Character.MAX_SURROGATE;
        if (wrong) {
            return REPLACEMENT;
        }
        lastLength = length;
        return rune;
    }
}
