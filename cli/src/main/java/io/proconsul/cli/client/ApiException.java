package io.proconsul.cli.client;

/**
 * A request failed: the agent cannot be reached, or it refused. The message is what the original
 * prints.
 */
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

    public ApiException(String message) {
        super(message, null, false, false);
    }
}
