package io.proconsul.cli.command;

/** A command cannot go on: what to report, and the exit status. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitStatus;

    public CommandException(String message) {
        this(message, 1);
    }

    public CommandException(String message, int exitStatus) {
        super(message, null, false, false);
        this.exitStatus = exitStatus;
    }

    public int exitStatus() {
        return exitStatus;
    }
}
