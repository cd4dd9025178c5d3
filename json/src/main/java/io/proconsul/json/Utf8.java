package io.proconsul.json;

/**
 * UTF-8 as Go decodes it: every byte that cannot be part of a character counts as one U+FFFD (Java
 * would make one of several).
 */
final class Utf8 {
    static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    static boolean continues(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /**
     * The character above ASCII at {@code at}, or {@link #REPLACEMENT} for a byte that begins none.
     */
    static int decode(byte[] text, int at, int end) {
        int width = announced(text[at]);
        if (width == 0 || width > end - at) {
            return REPLACEMENT;
        }
        int rune = text[at] & (0xFF >> (width + 1));
        for (int i = at + 1; i < at + width; i++) {
            if (!continues(text[i])) {
                return REPLACEMENT;
            }
            rune = rune << 6 | text[i] & 0x3F;
        }
        return shortest(rune, width) ? rune : REPLACEMENT;
    }

    /** How many bytes {@link #decode} used for what it returned. */
    static int width(byte[] text, int at, int end, int rune) {
        if (rune == REPLACEMENT) {
            // U+FFFD itself is EF BF BD; EF never begins a shorter character.
            boolean written =
                    at + 2 < end
                            && text[at] == (byte) 0xEF
                            && text[at + 1] == (byte) 0xBF
                            && text[at + 2] == (byte) 0xBD;
            return written ? 3 : 1;
        }
        return rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    }

    /** Bytes that a first byte above ASCII promises; 0 for one that can never be first. */
    private static int announced(byte first) {
        int b = first & 0xFF;
        return b < 0xC2 || b > 0xF4 ? 0 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    }

    private static boolean shortest(int rune, int width) {
        return switch (width) {
            case 2 -> rune >= 0x80;
            case 3 -> rune >= 0x800 && (rune < 0xD800 || rune > 0xDFFF);
            default -> rune >= 0x10000 && rune <= 0x10FFFF;
        };
    }
}
