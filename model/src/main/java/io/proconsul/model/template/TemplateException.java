package io.proconsul.model.template;

/** A template is wrong, or cannot be filled in for a name. The text is part of the interface. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1;

    TemplateException(String text) {
        super(text, null, false, false);
    }

    /** What is wrong. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
