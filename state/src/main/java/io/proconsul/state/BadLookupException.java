package io.proconsul.state;

/** A question that cannot be asked, such as for a session by something that is no UUID. */
public final class BadLookupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadLookupException(String message) {
        super(message);
    }
}
