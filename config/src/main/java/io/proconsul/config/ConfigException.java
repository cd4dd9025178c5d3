package io.proconsul.config;

import java.util.List;

/**
 * A configuration that cannot be used. The message is the text operators know from release 1.8.7
 * (it may have several lines); the explanation adds file, line, column and advice.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> explanation;

    ConfigException(String message, List<String> explanation) {
        super(message);
        this.explanation = List.copyOf(explanation);
    }

    ConfigException(String message) {
        this(message, List.of());
    }

    /** Our own lines, to be printed after the message; may be empty. */
    public List<String> explanation() {
        return explanation;
    }

    /** The message and the explanation, one line each, without a line feed at the end. */
    public String report() {
        String message = String.valueOf(getMessage());
        if (explanation.isEmpty()) {
            return message;
        }
        return message.stripTrailing() + "\n\n" + String.join("\n", explanation);
    }
}
