package io.proconsul.config.flag;

/** A flag does not take this value; the message is the cause alone. */
final class FlagValueException extends Exception {
    private static final long serialVersionUID = 1;

    FlagValueException(String cause) {
        super(cause);
    }

    String cause() {
        return String.valueOf(getMessage());
    }
}
