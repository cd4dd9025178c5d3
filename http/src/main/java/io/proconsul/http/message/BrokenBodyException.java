package io.proconsul.http.message;

/** A request's body did not arrive as announced. The text is Go's: clients may look for it. */
public final class BrokenBodyException extends Exception {
    private static final long serialVersionUID = 1;

    public BrokenBodyException(String text) {
        super(text, null, false, false);
    }
}
