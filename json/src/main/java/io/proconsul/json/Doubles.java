package io.proconsul.json;

import java.math.BigDecimal;
import java.math.MathContext;

/** Floating-point numbers in Go's shortest form, as {@code encoding/json} writes them. */
final class Doubles {
    /** Below this, and from {@link #HUGE} on, the form with an exponent is used. */
    private static final double TINY = 1e-6;

    private static final double HUGE = 1e21;

    private Doubles() {}

    /** The text of a number that is neither infinite nor NaN. */
    static String format(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal decimal = shortest(value);
        double size = Math.abs(value);
        return size < TINY || size >= HUGE ? scientific(decimal) : decimal.toPlainString();
    }

    /**
     * The decimal with the fewest digits that reads back as {@code value}. Java's own text has two
     * digits where one would do (4.9E-324 for 5e-324).
     */
    private static BigDecimal shortest(double value) {
        var java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (java.precision() == 2) {
            var one = java.round(new MathContext(1)).stripTrailingZeros();
            if (one.doubleValue() == value) {
                return one;
            }
        }
        return java;
    }

    /** One digit, its fraction and an exponent with its sign and no leading zero. */
    private static String scientific(BigDecimal decimal) {
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (decimal.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + "e"
                + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }
}
