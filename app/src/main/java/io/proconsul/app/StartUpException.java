package io.proconsul.app;

/** The agent cannot start. The message is printed behind {@code ==> }. */
final class StartUpException extends Exception {
    private static final long serialVersionUID = 1;

    StartUpException(String message) {
        super(message, null, false, false);
    }
}
