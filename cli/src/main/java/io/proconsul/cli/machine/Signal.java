package io.proconsul.cli.machine;

/** Signals that are heard, and passed on to programs. */
public enum Signal {
    HUP,
    INT,
    TERM,
    USR2;

    /** Whether it asks the command to end. */
    public boolean asksToEnd() {
        return this == INT || this == TERM;
    }
}
