package io.proconsul.config;

import io.proconsul.hcl.Value;

import java.util.List;

/** The forms in which Go programs print lists of errors, and Go's names of types. */
final class GoErrors {
    private GoErrors() {}

    /** Several errors as one text; it ends with an empty line. */
    static String list(List<String> errors) {
        var text = new StringBuilder();
        text.append(errors.size())
                .append(errors.size() == 1 ? " error" : " errors")
                .append(" occurred:\n");
        for (String error : errors) {
            text.append("\t* ").append(error).append('\n');
        }
        return text.append('\n').toString();
    }

    /** Errors of types as one text, sorted. */
    static String decoding(List<String> errors) {
        List<String> points = errors.stream().map(error -> "* " + error).sorted().toList();
        return errors.size() + " error(s) decoding:\n\n" + String.join("\n", points);
    }

    /** A text in quotes as Go's {@code %q} prints it. */
    static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> appendQuoted(c, quoted));
        return quoted.append('"').toString();
    }

    private static void appendQuoted(int c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 11 -> out.append("\\v");
            default -> {
                if (c < 0x20 || c == 0x7F) {
                    out.append("\\x")
                            .append(Character.forDigit(c >> 4, 16))
                            .append(Character.forDigit(c & 15, 16));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    /** A number without a needless fraction. */
    static String number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? Long.toString((long) number) : Double.toString(number);
    }

    /** The type of a value as Go prints it. */
    static String type(Value value) {
        return switch (value) {
            case Value.Table _ -> "map[string]interface {}";
            case Value.Sequence _ -> "[]interface {}";
            case Value.Blocks _ -> "[]map[string]interface {}";
            default -> kind(value);
        };
    }

    /** The kind of a value as Go prints it. */
    static String kind(Value value) {
        return switch (value) {
            case Value.Text _ -> "string";
            case Value.Whole _ -> "int";
            case Value.Fraction _ -> "float64";
            case Value.Truth _ -> "bool";
            case Value.Table _ -> "map";
            case Value.Sequence _, Value.Blocks _ -> "slice";
            case Value.Nothing _ -> "invalid";
        };
    }
}
