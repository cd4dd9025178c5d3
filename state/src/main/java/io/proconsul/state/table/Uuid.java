package io.proconsul.state.table;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Identifiers as keys: hex digits without hyphens, whatever the case they were written in. */
public final class Uuid {
    private static final int LENGTH = 36;
    private static final int HYPHENS = 4;
    private static final int SHORTEST_PREFIX = 2;

    private Uuid() {}

    /** The form in which an identifier is a key. Texts that are no identifier give no row. */
    public static String key(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The key that all identifiers beginning with {@code text} begin with, or null if none can. An
     * odd last digit is not considered (observed on 1.8.7: node lookup by a part of the id).
     */
    public static @Nullable String prefixKey(String text) {
        if (text.length() < SHORTEST_PREFIX || text.length() > LENGTH) {
            return null;
        }
        boolean odd = text.length() > SHORTEST_PREFIX && text.length() % 2 == 1;
        String even = odd ? text.substring(0, text.length() - 1) : text;
        String key = key(even);
        return hyphens(even) <= HYPHENS && key.length() % 2 == 0 && badDigit(key) < 0 ? key : null;
    }

    /** Why {@code id} cannot be looked up, in the reference's words; null when it can. */
    public static @Nullable String problem(String id) {
        if (id.length() != LENGTH) {
            return "UUID must be 36 characters";
        }
        int hyphens = hyphens(id);
        if (hyphens > HYPHENS) {
            return "UUID should have maximum of 4 \"-\"; got " + hyphens;
        }
        String digits = id.replace("-", "");
        if (digits.length() % 2 != 0) {
            return "Input (without hyphens) must be even length";
        }
        int bad = badDigit(digits);
        return bad < 0
                ? null
                : String.format("Invalid UUID: encoding/hex: invalid byte: U+%04X '%c'", bad, bad);
    }

    private static int hyphens(String text) {
        return (int) text.chars().filter(c -> c == '-').count();
    }

    /** The first character that is no hex digit, or -1. */
    private static int badDigit(String digits) {
        return digits.chars()
                .filter(c -> c > 0x7f || Character.digit(c, 16) < 0)
                .findFirst()
                .orElse(-1);
    }
}
