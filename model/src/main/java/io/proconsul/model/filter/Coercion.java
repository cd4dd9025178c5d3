package io.proconsul.model.filter;

import java.math.BigInteger;

/** Turns the text in an expression into the type of a field, as Go's strconv does. */
final class Coercion {
    private static final BigInteger MAX_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);

    private Coercion() {}

    /**
     * @throws IllegalArgumentException with Go's message
     */
    static boolean bool(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw failure("ParseBool", text, "invalid syntax");
        };
    }

    /** An integer of 64 bits: decimal, or with 0x, 0o, 0b or a leading 0; may have underlines. */
    static long signed(String text) {
        BigInteger value = integer("ParseInt", text, true);
        boolean fits =
                value.signum() < 0 ? value.bitLength() <= 63 : value.compareTo(MAX_SIGNED) <= 0;
        if (!fits) {
            throw failure("ParseInt", text, "value out of range");
        }
        return value.longValue();
    }

    /** As {@link #signed}, with all 64 bits for the number. */
    static long unsigned(String text) {
        BigInteger value = integer("ParseUint", text, false);
        if (value.compareTo(MAX_UNSIGNED) >= 0) {
            throw failure("ParseUint", text, "value out of range");
        }
        return value.longValue();
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw failure("ParseFloat", text, "invalid syntax");
        }
    }

    private static BigInteger integer(String function, String text, boolean mayBeSigned) {
        boolean sign = mayBeSigned && (text.startsWith("-") || text.startsWith("+"));
        String digits = sign ? text.substring(1) : text;
        int radix = radix(digits);
        boolean prefixed = radix != 10 && !isOldOctal(digits);
        String rest = prefixed ? digits.substring(2) : digits;
        // an underline may stand between digits and behind the prefix, nowhere else
        String checked = prefixed ? "0" + rest : rest;
        if (!checked.matches("[0-9a-zA-Z](_?[0-9a-zA-Z])*") || rest.isEmpty()) {
            throw failure(function, text, "invalid syntax");
        }
        try {
            var value = new BigInteger(rest.replace("_", ""), radix);
            return text.startsWith("-") ? value.negate() : value;
        } catch (NumberFormatException e) {
            throw failure(function, text, "invalid syntax");
        }
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static boolean isOldOctal(String digits) {
        return digits.charAt(1) != 'o' && digits.charAt(1) != 'O' && radix(digits) == 8;
    }

    private static IllegalArgumentException failure(String function, String text, String why) {
        return new IllegalArgumentException(
                "strconv." + function + ": parsing " + Literals.quote(text) + ": " + why);
    }
}
