package io.proconsul.http.parameter;

import io.proconsul.http.message.Refusal;

import java.math.BigInteger;

/** Numbers and booleans as Go reads them, with its error texts. */
public final class GoNumbers {
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(64);

    private GoNumbers() {}

    /**
     * Reads an unsigned number of 64 bits.
     *
     * @throws IllegalArgumentException with Go's text
     */
    public static long unsigned(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "strconv.ParseUint: parsing " + quoted(text) + ": invalid syntax");
        }
        var number = new BigInteger(text);
        if (number.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException(
                    "strconv.ParseUint: parsing " + quoted(text) + ": value out of range");
        }
        return number.longValue();
    }

    /** As {@link #unsigned}, for parameters whose mistakes are answered with 500. */
    public static long unsignedOrFail(String text) {
        try {
            return unsigned(text);
        } catch (IllegalArgumentException bad) {
            throw Refusal.failed(String.valueOf(bad.getMessage()));
        }
    }

    /**
     * Reads a whole number of 64 bits; those beyond 32 count as the largest or smallest.
     *
     * @throws IllegalArgumentException with Go's text
     */
    public static int integer(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notAnInteger(text, "invalid syntax");
        }
        var number = new BigInteger(text);
        if (number.bitLength() >= Long.SIZE) {
            throw notAnInteger(text, "value out of range");
        }
        return Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static IllegalArgumentException notAnInteger(String text, String reason) {
        return new IllegalArgumentException(
                "strconv.Atoi: parsing " + quoted(text) + ": " + reason);
    }

    /**
     * Reads a boolean in any of Go's spellings.
     *
     * @throws IllegalArgumentException with Go's text
     */
    public static boolean bool(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "strconv.ParseBool: parsing " + quoted(text) + ": invalid syntax");
        };
    }

    /** The text in double quotes, with escapes for what would break them. */
    public static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(rune -> escape(out, rune));
        return out.append('"').toString();
    }

    private static void escape(StringBuilder out, int rune) {
        switch (rune) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (rune < ' ' || rune == 0x7f) {
                    out.append(String.format("\\x%02x", rune));
                } else {
                    out.appendCodePoint(rune);
                }
            }
        }
    }
}
