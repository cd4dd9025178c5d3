package io.proconsul.hcl;

import org.jspecify.annotations.Nullable;

/**
 * Cuts HCL into tokens. A wrong character does not stop the scanner: it notes the error and goes
 * on, and the last error noted is the one that is reported, before any error of the grammar
 * (observed on 1.8.7).
 */
final class Scanner {
    private static final int END = Runes.END;

    private final String source;
    private final Runes runes;
    private @Nullable HclException error;

    Scanner(String source, byte[] content) {
        this.source = source;
        this.runes = new Runes(content, this::note);
    }

    /** The last error noted so far. */
    @Nullable HclException error() {
        return error;
    }

    /** The next token; {@code EOF} for ever at the end. */
    Token next() {
        int rune = runes.next();
        while (rune == ' ' || rune == '\t' || rune == '\n' || rune == '\r') {
            rune = runes.next();
        }
        int start = runes.offset() - runes.lastLength();
        Place at = place();
        TokenType type = classify(rune);
        return new Token(type, at, runes.text(start, runes.offset()));
    }

    private TokenType classify(int rune) {
        if (isLetter(rune)) {
            return identifier();
        }
        if (isDecimal(rune)) {
            return number(rune);
        }
        return switch (rune) {
            case END -> TokenType.EOF;
            case '"' -> string();
            case '#', '/' -> comment(rune);
            case '.' -> period();
            case '<' -> heredoc();
            case '[' -> TokenType.LBRACK;
            case ']' -> TokenType.RBRACK;
            case '{' -> TokenType.LBRACE;
            case '}' -> TokenType.RBRACE;
            case ',' -> TokenType.COMMA;
            case '=' -> TokenType.ASSIGN;
            case '+' -> TokenType.ADD;
            case '-' -> isDecimal(runes.peek()) ? number(runes.next()) : TokenType.SUB;
            default -> {
                note("illegal char");
                yield TokenType.ILLEGAL;
            }
        };
    }

    private TokenType identifier() {
        int start = runes.offset() - runes.lastLength();
        int rune = runes.next();
        while (isLetter(rune) || isDigit(rune) || rune == '-' || rune == '.') {
            rune = runes.next();
        }
        unreadUnlessEnd(rune);
        return isBoolean(runes.text(start, runes.offset())) ? TokenType.BOOL : TokenType.IDENT;
    }

    private static boolean isBoolean(String word) {
        return word.equals("true") || word.equals("false");
    }

    private TokenType number(int first) {
        if (first == '0') {
            return zeroNumber();
        }
        mantissa(first);
        return afterDigits(runes.next());
    }

    /** A number that starts with 0: hexadecimal, octal, or a fraction. */
    private TokenType zeroNumber() {
        int rune = runes.next();
        if (rune == 'x' || rune == 'X') {
            return hexadecimal();
        }
        boolean illegalOctal = false;
        while (isDecimal(rune)) {
            rune = runes.next();
            illegalOctal |= rune == '8' || rune == '9';
        }
        boolean fraction = rune == 'e' || rune == 'E' || rune == '.';
        if (illegalOctal && !fraction) {
            note("illegal octal number");
        }
        return afterDigits(rune);
    }

    private TokenType hexadecimal() {
        int rune = runes.next();
        boolean found = false;
        while (digit(rune) < 16) {
            rune = runes.next();
            found = true;
        }
        if (!found) {
            note("illegal hexadecimal number");
        }
        unreadUnlessEnd(rune);
        return TokenType.NUMBER;
    }

    private TokenType afterDigits(int rune) {
        if (rune == 'e' || rune == 'E') {
            exponent(rune);
            return TokenType.FLOAT;
        }
        if (rune == '.') {
            int after = mantissa(runes.peek());
            if (after == 'e' || after == 'E') {
                exponent(runes.next());
            }
            return TokenType.FLOAT;
        }
        unreadUnlessEnd(rune);
        return TokenType.NUMBER;
    }

    private int mantissa(int first) {
        int rune = first;
        boolean scanned = false;
        while (isDecimal(rune)) {
            rune = runes.next();
            scanned = true;
        }
        if (scanned) {
            unreadUnlessEnd(rune);
        }
        return rune;
    }

    private void exponent(int letter) {
        if (letter != 'e' && letter != 'E') {
            return;
        }
        int rune = runes.next();
        if (rune == '-' || rune == '+') {
            rune = runes.next();
        }
        mantissa(rune);
    }

    private TokenType period() {
        if (!isDecimal(runes.peek())) {
            return TokenType.PERIOD;
        }
        int after = mantissa(runes.peek());
        if (after == 'e' || after == 'E') {
            exponent(runes.next());
        }
        return TokenType.FLOAT;
    }

    private TokenType comment(int first) {
        if (first == '#' || runes.peek() != '*') {
            lineComment(first);
        } else {
            blockComment();
        }
        return TokenType.COMMENT;
    }

    private void lineComment(int first) {
        if (first == '/' && runes.peek() != '/') {
            note("expected '/' for comment");
            return;
        }
        int rune = runes.next();
        while (rune != '\n' && rune != END) {
            rune = runes.next();
        }
        unreadUnlessEnd(rune);
    }

    private void blockComment() {
        runes.next();
        int rune = runes.next();
        while (true) {
            if (rune == END) {
                note("comment not terminated");
                return;
            }
            int before = rune;
            rune = runes.next();
            if (before == '*' && rune == '/') {
                return;
            }
        }
    }

    /** A quoted text; inside <code>${...}</code> quotes and line ends do not count. */
    private TokenType string() {
        int braces = 0;
        while (true) {
            int rune = runes.next();
            if (rune == END || rune == '\n' && braces == 0) {
                note("literal not terminated");
                return TokenType.STRING;
            }
            if (rune == '"' && braces == 0) {
                return TokenType.STRING;
            }
            if (braces == 0 && rune == '$' && runes.peek() == '{') {
                braces++;
                runes.next();
            } else if (braces > 0 && rune == '{') {
                braces++;
            }
            if (braces > 0 && rune == '}') {
                braces--;
            }
            if (rune == '\\') {
                escape();
            }
        }
    }

    private void escape() {
        int rune = runes.next();
        switch (rune) {
            case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', '"' -> {}
            case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(rune, 8, 3);
            case 'x' -> digits(runes.next(), 16, 2);
            case 'u' -> digits(runes.next(), 16, 4);
            case 'U' -> digits(runes.next(), 16, 8);
            default -> note("illegal char escape");
        }
    }

    private void digits(int first, int base, int count) {
        int rune = first;
        int left = count;
        while (left > 0 && digit(rune) < base) {
            rune = runes.next();
            if (rune == END) {
                break;
            }
            left--;
        }
        if (left > 0) {
            note("illegal char escape");
        }
        if (left != count) {
            unreadUnlessEnd(rune);
        }
    }

    private TokenType heredoc() {
        if (runes.next() != '<') {
            note("heredoc expected second '<', didn't see it");
            return TokenType.HEREDOC;
        }
        String anchor = anchor();
        if (!anchor.isEmpty()) {
            heredocLines(anchor);
        }
        return TokenType.HEREDOC;
    }

    /** The word after {@code <<} or {@code <<-}, without the dash; empty when it is wrong. */
    private String anchor() {
        int rune = runes.next();
        int start = runes.offset() - runes.lastLength();
        if (rune == '-') {
            start = runes.offset();
            rune = runes.next();
        }
        while (isLetter(rune) || isDigit(rune)) {
            rune = runes.next();
        }
        if (rune == END) {
            note("heredoc not terminated");
            return "";
        }
        if (rune != '\n') {
            note("invalid characters in heredoc anchor");
            return "";
        }
        String anchor = runes.text(start, runes.offset() - 1);
        if (anchor.isEmpty()) {
            note("zero-length heredoc anchor");
        }
        return anchor;
    }

    private void heredocLines(String anchor) {
        int lineStart = runes.offset();
        while (true) {
            int rune = runes.next();
            if (rune == END) {
                note("heredoc not terminated");
                return;
            }
            if (rune == '\n') {
                if (endsHeredoc(runes.text(lineStart, runes.offset() - 1), anchor)) {
                    return;
                }
                lineStart = runes.offset();
            }
        }
    }

    private static boolean endsHeredoc(String line, String anchor) {
        return line.strip().equals(anchor);
    }

    private void unreadUnlessEnd(int rune) {
        if (rune != END) {
            runes.unread();
        }
    }

    private void note(String message) {
        Place at = place();
        error = new HclException(at, "At " + at.line() + ":" + at.column() + ": " + message);
    }

    private Place place() {
        return new Place(source, runes.line(), runes.column());
    }

    private static boolean isLetter(int rune) {
        return rune >= 'a' && rune <= 'z'
                || rune >= 'A' && rune <= 'Z'
                || rune == '_'
                || rune >= 0x80 && Character.isLetter(rune);
    }

    private static boolean isDigit(int rune) {
        return isDecimal(rune) || rune >= 0x80 && Character.isDigit(rune);
    }

    private static boolean isDecimal(int rune) {
        return rune >= '0' && rune <= '9';
    }

    private static int digit(int rune) {
        int value = rune < 0x80 ? Character.digit(rune, 16) : -1;
        return value < 0 ? 16 : value;
    }
}
