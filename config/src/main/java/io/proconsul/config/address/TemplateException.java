package io.proconsul.config.address;

/** A template that cannot be read or carried out; the message is the one Go gives. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1;

    TemplateException(String message) {
        super(message);
    }
}
