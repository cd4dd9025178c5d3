package io.proconsul.security.pki;

/** A certificate or key cannot be read, made or trusted; the message says why. */
public final class PkiException extends Exception {
    private static final long serialVersionUID = 1;

    PkiException(String message) {
        super(message);
    }

    PkiException(String message, Throwable cause) {
        super(message, cause);
    }
}
