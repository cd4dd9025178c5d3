package io.proconsul.cli.machine;

import io.proconsul.runtime.clock.Clock;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** The machine a command runs on. Any thread may ask. */
public interface Machine {
    Clock clock();

    /**
     * Waits.
     *
     * @throws InterruptedException when somebody has no more patience with this thread
     */
    void pause(Duration duration) throws InterruptedException;

    /**
     * A little less than {@code duration}, differently each time: so that many do not ask at once.
     */
    Duration jittered(Duration duration);

    /** Starts a program; its output goes where this command's output goes. */
    Child start(ChildCommand command) throws IOException;

    /** Tells of signals from now on, on a thread of the machine's; replaces who was told before. */
    void onSignal(Consumer<Signal> listener);

    /** Runs something beside the caller, on a thread that can be interrupted at any point. */
    Thread beside(Runnable task);

    /** Ends the process now. Returns only in tests. */
    void exit(int status);

    /** The real one. */
    static Machine system() {
        return new SystemMachine();
    }
}
