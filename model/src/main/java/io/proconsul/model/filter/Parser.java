package io.proconsul.model.filter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses expressions by descent, going back where a way does not lead on (a parsing expression
 * grammar, Ford 2004, without its exponential corner: nothing is parsed twice from one place).
 */
final class Parser {
    /** Parentheses and {@code not} in one another; keeps the descent within any stack. */
    static final int MAX_NESTING = 200;

    private final Failures failures;
    private final Symbols symbols;
    private int nesting;

    Parser(String text) {
        this.failures = new Failures(text);
        this.symbols = new Symbols(text, failures);
    }

    Expression parse() throws FilterException {
        symbols.blanks();
        Expression expression = anyOf();
        if (expression != null) {
            symbols.blanks();
        }
        if (expression == null || !symbols.end() || failures.hasErrors()) {
            throw new FilterException(failures.message());
        }
        return expression;
    }

    private @Nullable Expression anyOf() throws FilterException {
        List<Expression> alternatives = chain("or", this::allOf);
        if (alternatives == null) {
            return null;
        }
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : new Expression.AnyOf(alternatives);
    }

    private @Nullable Expression allOf() throws FilterException {
        List<Expression> parts = chain("and", this::negation);
        if (parts == null) {
            return null;
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.AllOf(parts);
    }

    /** One or more links with a word between them. */
    private @Nullable List<Expression> chain(String word, Link link) throws FilterException {
        var links = new ArrayList<Expression>();
        int behind = symbols.place();
        for (Expression next = link.parse(); next != null; next = link.parse()) {
            links.add(next);
            behind = symbols.place();
            if (!(symbols.blanks() && symbols.word(word) && symbols.blanks())) {
                break;
            }
        }
        symbols.backTo(behind);
        return links.isEmpty() ? null : links;
    }

    private @Nullable Expression negation() throws FilterException {
        int from = symbols.place();
        if (symbols.word("not") && symbols.blanks()) {
            deeper();
            Expression inner = negation();
            nesting--;
            if (inner != null) {
                return new Expression.Not(inner);
            }
        }
        symbols.backTo(from);
        return group();
    }

    private @Nullable Expression group() throws FilterException {
        int from = symbols.place();
        if (!symbols.word("(")) {
            return match();
        }
        symbols.blanks();
        deeper();
        Expression inner = anyOf();
        nesting--;
        if (inner != null) {
            symbols.blanks();
            if (symbols.word(")")) {
                return inner;
            }
            failures.error("grouping", "Unmatched parentheses", symbols.place());
        }
        symbols.backTo(from);
        return null;
    }

    private @Nullable Expression match() {
        int from = symbols.place();
        List<String> selector = symbols.selector();
        Expression match = selector == null ? null : afterSelector(selector);
        if (match == null) {
            symbols.backTo(from);
            match = valueFirst();
        }
        if (match == null) {
            symbols.backTo(from);
        }
        return match;
    }

    private @Nullable Expression afterSelector(List<String> selector) {
        int behind = symbols.place();
        Operator operator = comparison();
        if (operator != null) {
            String value = symbols.value();
            if (value != null) {
                return new Expression.Match(selector, operator, value);
            }
        }
        symbols.backTo(behind);
        Operator emptiness = emptiness();
        return emptiness == null ? null : new Expression.Match(selector, emptiness, "");
    }

    private @Nullable Operator comparison() {
        int from = symbols.place();
        if (sign("==")) {
            return Operator.EQUAL;
        }
        symbols.backTo(from);
        if (sign("!=")) {
            return Operator.NOT_EQUAL;
        }
        symbols.backTo(from);
        if (words("contains")) {
            return Operator.IN;
        }
        symbols.backTo(from);
        if (words("not", "contains")) {
            return Operator.NOT_IN;
        }
        symbols.backTo(from);
        if (words("matches")) {
            return Operator.MATCHES;
        }
        symbols.backTo(from);
        return words("not", "matches") ? Operator.NOT_MATCHES : null;
    }

    /** Nothing follows these, so no blank behind them is asked for. */
    private @Nullable Operator emptiness() {
        if (!words("is")) {
            return null;
        }
        int from = symbols.place();
        if (symbols.word("empty")) {
            return Operator.IS_EMPTY;
        }
        symbols.backTo(from);
        boolean not = symbols.word("not") && symbols.blanks() && symbols.word("empty");
        return not ? Operator.IS_NOT_EMPTY : null;
    }

    private @Nullable Expression valueFirst() {
        String value = symbols.value();
        if (value == null) {
            return null;
        }
        int behind = symbols.place();
        boolean in = words("in");
        if (!in) {
            symbols.backTo(behind);
            if (!words("not", "in")) {
                return null;
            }
        }
        List<String> selector = symbols.selector();
        if (selector == null) {
            failures.error("match", "Invalid selector", symbols.place());
            return null;
        }
        return new Expression.Match(selector, in ? Operator.IN : Operator.NOT_IN, value);
    }

    /** A sign, with or without blanks around it. */
    private boolean sign(String sign) {
        symbols.blanks();
        if (!symbols.word(sign)) {
            return false;
        }
        symbols.blanks();
        return true;
    }

    /** Words with blanks before, between and behind them. */
    private boolean words(String... words) {
        boolean all = symbols.blanks();
        for (int i = 0; all && i < words.length; i++) {
            all = symbols.word(words[i]) && symbols.blanks();
        }
        return all;
    }

    private void deeper() throws FilterException {
        if (++nesting > MAX_NESTING) {
            throw new FilterException("more than " + MAX_NESTING + " levels in one another");
        }
    }

    private interface Link {
        @Nullable Expression parse() throws FilterException;
    }
}
