package io.proconsul.model.filter;

import java.util.List;

/** What an expression says, before it is known about what. */
sealed interface Expression {
    record AnyOf(List<Expression> alternatives) implements Expression {}

    record AllOf(List<Expression> parts) implements Expression {}

    record Not(Expression inner) implements Expression {}

    /**
     * @param value what to compare with; empty for operators that compare with nothing
     */
    record Match(List<String> selector, Operator operator, String value) implements Expression {}
}
