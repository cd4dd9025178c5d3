package io.proconsul.config.flag;

/** Whole numbers as Go reads them. */
final class Numbers {
    private static final String SYNTAX = "invalid syntax";
    private static final String RANGE = "value out of range";

    private Numbers() {}

    /** Built-in flags hide the cause, except that a number is too large. */
    static FlagValueException builtIn(FlagValueException wrong) {
        return new FlagValueException(wrong.cause().equals(RANGE) ? RANGE : "parse error");
    }

    /**
     * A signed 64-bit number.
     *
     * @param base 10, or 0 for Go's literals with their prefixes and underscores
     */
    static long signed(String text, int base) throws FlagValueException {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        long magnitude = magnitude(digits, base);
        boolean smallest = negative && magnitude == Long.MIN_VALUE;
        if (magnitude < 0 && !smallest) {
            throw new FlagValueException(RANGE);
        }
        return negative ? -magnitude : magnitude;
    }

    /** An unsigned 64-bit number, in any of Go's notations. */
    static long unsigned(String text) throws FlagValueException {
        return magnitude(text, 0);
    }

    private static long magnitude(String text, int base) throws FlagValueException {
        int radix = base == 0 ? radixOf(text) : base;
        String digits = base == 0 ? withoutPrefix(text, radix) : text;
        checkDigits(digits, radix);
        try {
            return Long.parseUnsignedLong(digits, radix);
        } catch (NumberFormatException tooLarge) {
            throw new FlagValueException(RANGE);
        }
    }

    private static int radixOf(String text) {
        if (text.length() < 2 || text.charAt(0) != '0') {
            return 10;
        }
        return switch (text.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    /** Underscores may stand between digits and behind the prefix. */
    private static String withoutPrefix(String text, int radix) throws FlagValueException {
        boolean letter = text.length() > 1 && "xXbBoO".indexOf(text.charAt(1)) >= 0;
        int prefix = radix == 10 ? 0 : letter ? 2 : 1;
        var digits = new StringBuilder();
        for (int i = prefix; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean between = i > 0 && text.charAt(i - 1) != '_' && i < text.length() - 1;
            if (c == '_' && !between) {
                throw new FlagValueException(SYNTAX);
            }
            if (c != '_') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    private static void checkDigits(String digits, int radix) throws FlagValueException {
        if (digits.isEmpty()) {
            throw new FlagValueException(SYNTAX);
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c >= 0x80 || Character.digit(c, radix) < 0) {
                throw new FlagValueException(SYNTAX);
            }
        }
    }
}
