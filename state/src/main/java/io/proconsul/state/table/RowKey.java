package io.proconsul.state.table;

/**
 * Keys of rows. Parts are put behind one another, each ended by a zero byte, so that all rows that
 * share the first parts are one subtree. Names are folded to lower case: the catalog finds {@code
 * Web} and {@code web} under one name (observed on 1.8.7).
 */
public final class RowKey {
    private static final char END = '\0';

    private RowKey() {}

    /** A name without regard to case. */
    public static String fold(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return foldFrom(name);
            }
        }
        return name;
    }

    /** All rows whose first part is this name. */
    public static String within(String name) {
        return fold(name) + END;
    }

    /** All rows whose first two parts are these names. */
    public static String within(String first, String second) {
        return fold(first) + END + fold(second) + END;
    }

    /** The key of a row with two parts. */
    public static String of(String first, String second) {
        return within(first, second);
    }

    static String of(String first, String second, String third) {
        return fold(first) + END + fold(second) + END + fold(third) + END;
    }

    /** The same where the case of the first part counts. */
    static String ofExact(String first, String second, String third) {
        return first + END + fold(second) + END + fold(third) + END;
    }

    /** All rows whose first part is exactly this text. */
    static String withinExact(String text) {
        return text + END;
    }

    /** Code point by code point, as the reference does, and not as a language would. */
    private static String foldFrom(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
