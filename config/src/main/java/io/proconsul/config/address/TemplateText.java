package io.proconsul.config.address;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts a template into text and actions, and actions into tokens. */
final class TemplateText {
    /** A piece of the template: an action between braces, or the text between actions. */
    record Piece(boolean action, String text, int offset) {}

    /** A word of an action. */
    record Word(Sort sort, String text, int offset) {
        boolean is(String symbol) {
            return sort == Sort.SYMBOL && text.equals(symbol);
        }
    }

    /** The sorts of words. */
    enum Sort {
        NAME,
        FIELD,
        VARIABLE,
        STRING,
        NUMBER,
        SYMBOL,
        SPACE
    }

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String template;

    TemplateText(String template) {
        this.template = template;
    }

    /** An error at an offset, with the line as Go counts it. */
    TemplateException error(int offset, String message) {
        long line =
                1
                        + template.substring(0, Math.min(offset, template.length()))
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
        return new TemplateException("template: sockaddr.Parse:" + line + ": " + message);
    }

    /** Line and column of an offset as errors while running show them. */
    String position(int offset) {
        String before = template.substring(0, offset);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        return line + ":" + (offset - before.lastIndexOf('\n') - 1);
    }

    String between(int from, int to) {
        return template.substring(from, to);
    }

    List<Piece> pieces() throws TemplateException {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        boolean trimNext = false;
        while (at < template.length()) {
            int open = template.indexOf(OPEN, at);
            String text = template.substring(at, open < 0 ? template.length() : open);
            boolean trimmed = open >= 0 && template.startsWith("- ", open + 2);
            text = trimNext ? text.stripLeading() : text;
            pieces.add(new Piece(false, trimmed ? text.stripTrailing() : text, at));
            if (open < 0) {
                break;
            }
            int start = open + (trimmed ? 4 : 2);
            int close = close(start);
            trimNext = template.startsWith(" -", close - 2);
            String action = template.substring(start, trimNext ? close - 2 : close);
            if (!action.strip().startsWith("/*")) {
                pieces.add(new Piece(true, action, start));
            }
            at = close + 2;
        }
        return pieces;
    }

    /** Where the action ends that begins at {@code start}; quotes and comments may hold braces. */
    private int close(int start) throws TemplateException {
        if (template.startsWith("/*", start)) {
            int end = template.indexOf("*/", start);
            if (end < 0) {
                throw error(start, "unexpected unclosed comment in input");
            }
            return closeAfter(end, start);
        }
        int at = start;
        while (at < template.length() && !template.startsWith(CLOSE, at)) {
            char c = template.charAt(at);
            if (c == '\n') {
                throw error(start, "unclosed action");
            }
            at = c == '"' || c == '`' ? endOfQuote(at) : at + 1;
        }
        return closeAfter(at, start);
    }

    private int closeAfter(int at, int start) throws TemplateException {
        int close = template.indexOf(CLOSE, at);
        if (close < 0) {
            throw error(start, "unclosed action");
        }
        return close;
    }

    private int endOfQuote(int start) throws TemplateException {
        char quote = template.charAt(start);
        for (int at = start + 1; at < template.length(); at++) {
            char c = template.charAt(at);
            if (c == '\\' && quote == '"') {
                at++;
            } else if (c == quote) {
                return at + 1;
            } else if (c == '\n' && quote == '"') {
                break;
            }
        }
        throw error(
                start,
                quote == '"' ? "unterminated quoted string" : "unterminated raw quoted string");
    }

    List<Word> words(Piece action) throws TemplateException {
        var words = new ArrayList<Word>();
        int at = action.offset();
        int end = at + action.text().length();
        while (at < end) {
            Word word = word(at, end);
            words.add(word);
            at += word.text().length();
        }
        return words;
    }

    private Word word(int at, int end) throws TemplateException {
        char c = template.charAt(at);
        if (Character.isWhitespace(c)) {
            return word(Sort.SPACE, at, skip(at, end, Character::isWhitespace));
        }
        if (c == '"' || c == '`') {
            return word(Sort.STRING, at, endOfQuote(at));
        }
        if (Character.isDigit(c)
                || (c == '-' || c == '+')
                        && at + 1 < end
                        && Character.isDigit(template.charAt(at + 1))) {
            return word(Sort.NUMBER, at, skip(at + 1, end, Character::isLetterOrDigit));
        }
        if (c == '$' || c == '.') {
            return word(
                    c == '$' ? Sort.VARIABLE : Sort.FIELD,
                    at,
                    skip(at + 1, end, TemplateText::inName));
        }
        if (inName(c)) {
            return word(Sort.NAME, at, skip(at, end, TemplateText::inName));
        }
        if (template.startsWith(":=", at)) {
            return word(Sort.SYMBOL, at, at + 2);
        }
        if ("|()=,".indexOf(c) >= 0) {
            return word(Sort.SYMBOL, at, at + 1);
        }
        throw error(at, "unexpected \"" + c + "\" in command");
    }

    private Word word(Sort sort, int from, int to) {
        return new Word(sort, template.substring(from, to), from);
    }

    private static boolean inName(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private int skip(int from, int end, IntPredicate allowed) {
        int at = from;
        while (at < end && allowed.test(template.charAt(at))) {
            at++;
        }
        return at;
    }
}
