package io.proconsul.model.wire;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Durations as Go writes and reads them: {@code 1m30s}, {@code 1.5ms}, {@code 0s}. At most 2^63-1
 * nanoseconds, about 292 years.
 */
public final class GoDuration {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private GoDuration() {}

    /** The text of {@code duration}: hours, minutes and seconds, or one unit below a second. */
    public static String format(Duration duration) {
        long nanos = nanos(duration);
        if (nanos == 0) {
            return "0s";
        }
        // negative, because the smallest long has no positive counterpart
        long negative = nanos < 0 ? nanos : -nanos;
        String text = negative > -NANOS_PER_SECOND ? small(-negative) : large(negative);
        return nanos < 0 ? "-" + text : text;
    }

    /** Nanoseconds, held within what 64 bits can say. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException beyond) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static String small(long nanos) {
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        return nanos < 1_000_000 ? decimal(nanos, 3) + "µs" : decimal(nanos, 6) + "ms";
    }

    private static String large(long negative) {
        long seconds = -(negative / NANOS_PER_SECOND);
        long rest = -(negative % NANOS_PER_SECOND);
        long minutes = seconds / 60;
        var text = new StringBuilder();
        if (minutes >= 60) {
            text.append(minutes / 60).append('h');
        }
        if (minutes > 0) {
            text.append(minutes % 60).append('m');
        }
        return text.append(decimal(seconds % 60 * NANOS_PER_SECOND + rest, 9))
                .append('s')
                .toString();
    }

    /** {@code value} with its last {@code places} digits behind the point, without final zeros. */
    private static String decimal(long value, int places) {
        return BigDecimal.valueOf(value, places).stripTrailingZeros().toPlainString();
    }

    /**
     * Reads a sequence of numbers with units, such as {@code -1.5h} or {@code 1m0.5s}; a lone
     * {@code 0} needs no unit.
     *
     * @throws IllegalArgumentException with Go's message: {@code time: invalid duration "x"}
     */
    public static Duration parse(String text) {
        String rest = text;
        boolean negative = text.startsWith("-");
        if (negative || text.startsWith("+")) {
            rest = text.substring(1);
        }
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        long nanos = new Parser(text, rest).parse();
        return Duration.ofNanos(negative ? -nanos : nanos);
    }

    /** Goes through the numbers and units behind the sign, with Go's arithmetic. */
    private static final class Parser {
        private final String whole;
        private final String text;
        private int at;

        Parser(String whole, String text) {
            this.whole = whole;
            this.text = text;
        }

        long parse() {
            if (text.isEmpty()) {
                throw invalid();
            }
            long sum = 0;
            while (at < text.length()) {
                sum = checked(sum + next());
            }
            return sum;
        }

        /** The nanoseconds of one number with its unit. */
        private long next() {
            int from = at;
            long number = integer();
            int digits = at - from;
            long fraction = 0;
            double scale = 1;
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                int behindPoint = at;
                for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                    if (fraction <= (Long.MAX_VALUE - 9) / 10) {
                        fraction = fraction * 10 + text.charAt(at) - '0';
                        scale *= 10;
                    }
                }
                digits += at - behindPoint;
            }
            if (digits == 0) {
                throw invalid();
            }
            long unit = unit();
            if (number > Long.MAX_VALUE / unit) {
                throw invalid();
            }
            return checked(number * unit + (long) (fraction * (unit / scale)));
        }

        private long integer() {
            long number = 0;
            for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                if (number > Long.MAX_VALUE / 10) {
                    throw invalid();
                }
                number = checked(number * 10 + text.charAt(at) - '0');
            }
            return number;
        }

        private long unit() {
            int from = at;
            while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
                at++;
            }
            String unit = text.substring(from, at);
            return switch (unit) {
                case "ns" -> 1;
                case "us", "µs", "μs" -> 1_000; // micro sign and Greek letter
                case "ms" -> 1_000_000;
                case "s" -> NANOS_PER_SECOND;
                case "m" -> 60 * NANOS_PER_SECOND;
                case "h" -> 3_600 * NANOS_PER_SECOND;
                case "" -> throw failure("missing unit in duration ");
                default -> throw failure("unknown unit \"" + unit + "\" in duration ");
            };
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        /** A sum of two numbers that are not negative; it is negative when it overflowed. */
        private long checked(long sum) {
            if (sum < 0) {
                throw invalid();
            }
            return sum;
        }

        private IllegalArgumentException invalid() {
            return failure("invalid duration ");
        }

        private IllegalArgumentException failure(String what) {
            return new IllegalArgumentException("time: " + what + '"' + whole + '"');
        }
    }
}
