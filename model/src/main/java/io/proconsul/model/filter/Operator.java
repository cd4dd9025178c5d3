package io.proconsul.model.filter;

/** How a field is looked at. {@code contains} is {@code in} with its sides exchanged. */
enum Operator {
    EQUAL("Equal"),
    NOT_EQUAL("Not Equal"),
    IN("In"),
    NOT_IN("Not In"),
    IS_EMPTY("Is Empty"),
    IS_NOT_EMPTY("Is Not Empty"),
    MATCHES("Matches"),
    NOT_MATCHES("Not Matches");

    private final String title;

    Operator(String title) {
        this.title = title;
    }

    /** The name in error messages. */
    String title() {
        return title;
    }

    /** Whether the operator is true exactly where another one is false. */
    boolean negated() {
        return switch (this) {
            case NOT_EQUAL, NOT_IN, IS_NOT_EMPTY, NOT_MATCHES -> true;
            case EQUAL, IN, IS_EMPTY, MATCHES -> false;
        };
    }

    /**
     * The answer where a map lacks the selected key: nothing is equal to it or in it, and it is
     * empty. Observed on 1.8.7: it also matches every regular expression.
     */
    boolean ofAbsent() {
        return switch (this) {
            case EQUAL, IN, IS_NOT_EMPTY -> false;
            case NOT_EQUAL, NOT_IN, IS_EMPTY, MATCHES, NOT_MATCHES -> true;
        };
    }
}
