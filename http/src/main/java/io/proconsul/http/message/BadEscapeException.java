package io.proconsul.http.message;

/** A percent sign without two hexadecimal digits behind it. */
public final class BadEscapeException extends Exception {
    private static final long serialVersionUID = 1;

    BadEscapeException(String escape) {
        super("invalid URL escape \"" + escape + "\"", null, false, false);
    }
}
