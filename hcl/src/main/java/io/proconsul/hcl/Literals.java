package io.proconsul.hcl;

import io.proconsul.hcl.Value.Fraction;
import io.proconsul.hcl.Value.Text;
import io.proconsul.hcl.Value.Truth;
import io.proconsul.hcl.Value.Whole;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What the tokens of values mean. */
final class Literals {
    private Literals() {}

    static Value value(Token token) throws HclException {
        return switch (token.type()) {
            case NUMBER -> new Whole(token.at(), whole(token, token.text()));
            case FLOAT -> new Fraction(token.at(), fraction(token));
            case BOOL -> new Truth(token.at(), token.text().equals("true"));
            case STRING, HEREDOC -> new Text(token.at(), text(token));
            default -> throw new AssertionError("no value: " + token);
        };
    }

    /** The text of a key, a quoted text or a heredoc. */
    static String text(Token token) throws HclException {
        return switch (token.type()) {
            case STRING -> unquote(token);
            case HEREDOC -> heredoc(token.text());
            default -> token.text();
        };
    }

    /** A whole number in Go's notation: decimal, 0x hexadecimal, leading 0 octal. */
    static long whole(Token token, String digits) throws HclException {
        try {
            return Long.decode(digits);
        } catch (NumberFormatException wrong) {
            String cause = isWhole(digits) ? "value out of range" : "invalid syntax";
            throw new HclException(
                    token.at(), "strconv.ParseInt: parsing \"" + digits + "\": " + cause);
        }
    }

    /** Whether the digits fit their base, be the number as large as it may. */
    private static boolean isWhole(String digits) {
        String plain = digits.startsWith("-") ? digits.substring(1) : digits;
        boolean hexadecimal = plain.startsWith("0x") || plain.startsWith("0X");
        int base = hexadecimal ? 16 : plain.startsWith("0") ? 8 : 10;
        String rest = hexadecimal ? plain.substring(2) : plain;
        return !rest.isEmpty() && rest.chars().allMatch(c -> Character.digit(c, base) >= 0);
    }

    static double fraction(Token token) throws HclException {
        try {
            return Double.parseDouble(token.text());
        } catch (NumberFormatException wrong) {
            throw new HclException(
                    token.at(),
                    "strconv.ParseFloat: parsing \"" + token.text() + "\": invalid syntax");
        }
    }

    /**
     * The lines of a heredoc. With {@code <<-} the indentation of the closing anchor is taken off
     * every line, if every line has it.
     */
    private static String heredoc(String token) {
        int first = token.indexOf('\n');
        boolean indented = token.startsWith("<<-");
        int anchorLength = first - (indented ? 3 : 2);
        int bodyEnd = token.length() - anchorLength - 1;
        String body = token.substring(first + 1, bodyEnd);
        return indented ? unindented(body) : body;
    }

    private static String unindented(String body) {
        int lastLine = body.lastIndexOf('\n') + 1;
        String indent = body.substring(lastLine);
        String lines = body.substring(0, lastLine);
        boolean all = lines.lines().allMatch(line -> line.startsWith(indent));
        if (!all) {
            return lines;
        }
        var text = new StringBuilder();
        lines.lines()
                .forEach(line -> text.append(line, indent.length(), line.length()).append('\n'));
        return text.toString();
    }

    /** Takes the quotes and the escapes away; what stands in <code>${...}</code> stays as it is. */
    private static String unquote(Token token) throws HclException {
        String in = token.text();
        var out = new ByteArrayOutputStream(in.length());
        int i = 1;
        while (i < in.length() - 1) {
            if (in.charAt(i) == '\\') {
                i = unescape(token, i + 1, out);
            } else {
                int end = endOfVerbatim(in, i);
                out.writeBytes(in.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int endOfVerbatim(String in, int start) {
        if (in.startsWith("${", start)) {
            return endOfBraces(in, start);
        }
        int i = start + 1;
        while (i < in.length() - 1 && in.charAt(i) != '\\' && in.charAt(i) != '$') {
            i++;
        }
        return i;
    }

    private static int endOfBraces(String in, int start) {
        int i = start + 2;
        int depth = 1;
        while (i < in.length() - 1 && depth > 0) {
            depth += in.charAt(i) == '{' ? 1 : in.charAt(i) == '}' ? -1 : 0;
            i++;
        }
        return i;
    }

    private static int unescape(Token token, int start, ByteArrayOutputStream out)
            throws HclException {
        char letter = token.text().charAt(start);
        int plain = "abfnrtv\\\"".indexOf(letter);
        if (plain >= 0) {
            out.write("\u0007\b\f\n\r\t\u000b\\\"".charAt(plain));
            return start + 1;
        }
        return switch (letter) {
            case 'x' -> writeByte(token, start + 1, 2, 16, out);
            case 'u' -> writeCharacter(token, start + 1, 4, out);
            case 'U' -> writeCharacter(token, start + 1, 8, out);
            default -> writeByte(token, start, 3, 8, out);
        };
    }

    private static int writeByte(
            Token token, int start, int digits, int base, ByteArrayOutputStream out)
            throws HclException {
        long value = number(token, start, digits, base);
        if (value > 0xFF) {
            throw wrongEscape(token);
        }
        out.write((int) value);
        return start + digits;
    }

    private static int writeCharacter(Token token, int start, int digits, ByteArrayOutputStream out)
            throws HclException {
        long value = number(token, start, digits, 16);
        if (value > Character.MAX_CODE_POINT) {
            throw wrongEscape(token);
        }
        out.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
        return start + digits;
    }

    private static long number(Token token, int start, int digits, int base) throws HclException {
        long value = 0;
        for (int i = start; i < start + digits; i++) {
            char c = i < token.text().length() ? token.text().charAt(i) : ' ';
            int digit = Character.digit(c, base);
            if (digit < 0) {
                throw wrongEscape(token);
            }
            value = value * base + digit;
        }
        return value;
    }

    private static HclException wrongEscape(Token token) {
        Place at = token.at();
        return new HclException(
                at, "At " + at.line() + ":" + at.column() + ": illegal char escape");
    }
}
