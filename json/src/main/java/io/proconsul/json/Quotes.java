package io.proconsul.json;

/** A byte in single quotes as Go's error messages show it. */
final class Quotes {
    private Quotes() {}

    /** Bytes above ASCII are shown as the Latin-1 character of that number. */
    static String character(int c) {
        return "'" + escaped(c) + "'";
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\'' -> "\\'";
            case '\\' -> "\\\\";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0B -> "\\v";
            default -> printable(c) ? Character.toString(c) : hex(c);
        };
    }

    private static boolean printable(int c) {
        return c >= ' ' && c < 0x7F || c > 0xA0 && c != 0xAD;
    }

    private static String hex(int c) {
        return (c < ' ' ? "\\x%02x" : "\\u%04x").formatted(c);
    }
}
