package io.proconsul.model.filter;

/** An expression is no filter for the elements it was meant for. The message is 1.8.7's. */
public final class FilterException extends Exception {
    private static final String PREFIX = "Failed to create boolean expression evaluator: ";

    FilterException(String message) {
        super(PREFIX + message);
    }
}
