package io.proconsul.model.watch;

/** A watch that cannot be meant; the message is what the original prints. */
public final class WatchException extends Exception {
    private static final long serialVersionUID = 1;

    public WatchException(String message) {
        super(message, null, false, false);
    }
}
