package io.proconsul.state;

/**
 * A command breaks a rule; the text is what its sender reads. Caught where commands are applied.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String text) {
        super(text, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
