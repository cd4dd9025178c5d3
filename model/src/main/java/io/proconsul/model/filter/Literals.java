package io.proconsul.model.filter;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** String literals as Go reads and shows them. */
final class Literals {
    private Literals() {}

    /** The text that a literal with its quotes stands for; null when Go would refuse it. */
    static @Nullable String unquote(String literal) {
        String content = literal.substring(1, literal.length() - 1);
        if (literal.charAt(0) == '`') {
            return content.replace("\r", "");
        }
        if (content.indexOf('\n') >= 0) {
            return null;
        }
        return content.indexOf('\\') < 0 ? content : new Unescaper(content).text();
    }

    /** In double quotes, with escapes for what does not print. */
    static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(rune -> quoted.append(escaped(rune)));
        return quoted.append('"').toString();
    }

    private static String escaped(int rune) {
        return switch (rune) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case 0x07 -> "\\a";
            case 0x0B -> "\\v";
            default -> rune < ' ' ? "\\x%02x".formatted(rune) : Character.toString(rune);
        };
    }

    /** Goes through the content of a double-quoted literal; escapes may give single bytes. */
    private static final class Unescaper {
        private final String content;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int at;
        private boolean valid = true;

        Unescaper(String content) {
            this.content = content;
        }

        @Nullable String text() {
            while (valid && at < content.length()) {
                int rune = content.codePointAt(at);
                at += Character.charCount(rune);
                if (rune == '\\') {
                    escape();
                } else {
                    write(rune);
                }
            }
            return valid ? bytes.toString(StandardCharsets.UTF_8) : null;
        }

        private void escape() {
            char letter = at < content.length() ? content.charAt(at) : 0;
            at++;
            switch (letter) {
                case 'a' -> bytes.write(0x07);
                case 'b' -> bytes.write('\b');
                case 'f' -> bytes.write('\f');
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'v' -> bytes.write(0x0B);
                case '\\', '"' -> bytes.write(letter);
                case 'x' -> writeByte(number(2, 16));
                case 'u' -> writeRune(number(4, 16));
                case 'U' -> writeRune(number(8, 16));
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    at--;
                    writeByte(number(3, 8));
                }
                default -> valid = false;
            }
        }

        private long number(int digits, int radix) {
            long number = 0;
            for (int i = 0; i < digits; i++) {
                int digit = at < content.length() ? Character.digit(content.charAt(at), radix) : -1;
                valid &= digit >= 0;
                number = number * radix + digit;
                at++;
            }
            return number;
        }

        private void writeByte(long value) {
            valid &= value <= 0xFF;
            bytes.write((int) value);
        }

        private void writeRune(long value) {
            boolean surrogate = value >= 0xD800 && value <= 0xDFFF;
            valid &= value <= Character.MAX_CODE_POINT && !surrogate;
            if (valid) {
                write((int) value);
            }
        }

        private void write(int rune) {
            bytes.writeBytes(Character.toString(rune).getBytes(StandardCharsets.UTF_8));
        }
    }
}
