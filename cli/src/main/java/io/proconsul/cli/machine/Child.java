package io.proconsul.cli.machine;

/** A program that was started. */
public interface Child {
    long pid();

    /** Waits until it ends; returns its exit status, above 128 when a signal ended it. */
    int await() throws InterruptedException;

    /** Passes a signal on; does nothing when the program has ended. */
    void signal(Signal signal);

    /** Ends it without asking. */
    void kill();
}
