package io.proconsul.model.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses texts with expressions in them. {@code $$} is one dollar sign, {@code ${...}} an
 * expression, everything else stands for itself.
 *
 * <pre>
 * expression := operand { ("+"|"-"|"*"|"/"|"%") operand }
 * operand    := "-" operand | number | quoted text | name | name "(" [ expression { "," expression } ] ")"
 *             | "(" expression ")"
 * </pre>
 *
 * Quoted texts have expressions in them again.
 */
final class TermParser {
    /** Deeper ones are refused, for each level takes a piece of the stack. */
    static final int MAX_DEPTH = 100;

    private static final String OPERATORS = "+-*/%";

    private final String text;
    private int at;
    private int depth;

    private TermParser(String text) {
        this.text = text;
    }

    /**
     * The term of a whole text.
     *
     * @throws TemplateException {@code syntax error}, which is all the reference says
     */
    static Term parse(String text) throws TemplateException {
        return new TermParser(text).joined(false);
    }

    /** Text up to the end, or up to the quotation mark that ends it. */
    private Term joined(boolean quoted) throws TemplateException {
        List<Term> parts = new ArrayList<>();
        var plain = new StringBuilder();
        while (at < text.length() && !(quoted && text.charAt(at) == '"')) {
            if (text.startsWith("${", at)) {
                addPlain(parts, plain);
                at += 2;
                parts.add(expressionUntil('}'));
            } else {
                plain.append(plain(quoted));
            }
        }
        addPlain(parts, plain);
        return new Term.Joined(parts);
    }

    private static void addPlain(List<Term> parts, StringBuilder plain) {
        if (!plain.isEmpty()) {
            parts.add(new Term.Literal(new Value.Text(plain.toString())));
            plain.setLength(0);
        }
    }

    private char plain(boolean quoted) throws TemplateException {
        char c = text.charAt(at++);
        if (c == '$' && at < text.length() && text.charAt(at) == '$') {
            at++;
        }
        return quoted && c == '\\' ? escaped() : c;
    }

    private char escaped() throws TemplateException {
        char c = next();
        return switch (c) {
            case 'n' -> '\n';
            case '"', '\\' -> c;
            default -> throw wrong();
        };
    }

    private Term expressionUntil(char end) throws TemplateException {
        Term expression = expression();
        expect(end);
        return expression;
    }

    private Term expression() throws TemplateException {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException("nested deeper than " + MAX_DEPTH + " levels");
        }
        Term first = operand();
        List<Term.Step> steps = new ArrayList<>();
        while (OPERATORS.indexOf(peek()) >= 0) {
            steps.add(new Term.Step(next(), operand()));
        }
        depth--;
        return steps.isEmpty() ? first : new Term.Arithmetic(first, steps);
    }

    private Term operand() throws TemplateException {
        char c = peek();
        if (c == '-') {
            return negative();
        }
        if (c == '(') {
            at++;
            return expressionUntil(')');
        }
        if (c == '"') {
            return quoted();
        }
        return isDigit(c) ? number() : named();
    }

    private Term negative() throws TemplateException {
        boolean minus = false;
        while (peek() == '-') {
            at++;
            minus = !minus;
        }
        Term operand = operand();
        var zero = new Term.Literal(new Value.Whole(0));
        return new Term.Arithmetic(zero, List.of(new Term.Step(minus ? '-' : '+', operand)));
    }

    private Term quoted() throws TemplateException {
        at++;
        Term joined = joined(true);
        if (next() != '"') {
            throw wrong();
        }
        return joined;
    }

    private Term number() throws TemplateException {
        int from = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String digits = text.substring(from, at);
        try {
            return new Term.Literal(
                    digits.indexOf('.') < 0
                            ? new Value.Whole(Long.parseLong(digits))
                            : new Value.Fraction(Double.parseDouble(digits)));
        } catch (NumberFormatException _) {
            throw wrong();
        }
    }

    private Term named() throws TemplateException {
        int from = at;
        while (at < text.length() && isOfName(text.charAt(at), at > from)) {
            at++;
        }
        if (at == from) {
            throw wrong();
        }
        String name = text.substring(from, at);
        Term.Place place = place(from);
        return peek() == '('
                ? new Term.Call(name, arguments(), place)
                : new Term.Variable(name, place);
    }

    private List<Term> arguments() throws TemplateException {
        at++;
        List<Term> arguments = new ArrayList<>();
        if (peek() != ')') {
            arguments.add(expression());
            while (peek() == ',') {
                at++;
                arguments.add(expression());
            }
        }
        expect(')');
        return arguments;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfName(char c, boolean inside) {
        return c == '_' || Character.isLetter(c) || inside && (isDigit(c) || "-.*".indexOf(c) >= 0);
    }

    /** The next character that is no blank; a zero byte at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() throws TemplateException {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) throws TemplateException {
        if (peek() != wanted) {
            throw wrong();
        }
        at++;
    }

    private Term.Place place(int position) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < position; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Term.Place(line, position - lineStart + 1);
    }

    private static TemplateException wrong() {
        return new TemplateException("syntax error");
    }
}
