package io.proconsul.model.template;

import java.math.BigDecimal;

/** What an expression comes to. */
sealed interface Value {
    /** As it stands in a text. */
    String text();

    /** A fraction loses what is behind the point; a text must be a whole number. */
    long whole() throws TemplateException;

    double fraction() throws TemplateException;

    record Text(String text) implements Value {
        @Override
        public long whole() throws TemplateException {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                throw new TemplateException(
                        "__builtin_StringToInt: strconv.ParseInt: parsing \"%s\": invalid syntax"
                                .formatted(text));
            }
        }

        @Override
        public double fraction() throws TemplateException {
            return whole();
        }
    }

    record Whole(long whole) implements Value {
        @Override
        public String text() {
            return Long.toString(whole);
        }

        @Override
        public double fraction() {
            return whole;
        }
    }

    record Fraction(double fraction) implements Value {
        @Override
        public String text() {
            return Double.isFinite(fraction)
                    ? new BigDecimal(Double.toString(fraction)).stripTrailingZeros().toPlainString()
                    : Double.toString(fraction);
        }

        @Override
        public long whole() {
            return (long) fraction;
        }
    }
}
