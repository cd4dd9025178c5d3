package io.proconsul.cli.lock;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Child;
import io.proconsul.cli.machine.ChildCommand;
import io.proconsul.cli.machine.Machine;
import io.proconsul.cli.machine.Signal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One use of an exclusion: get it, run the program, give it back. What takes time happens beside
 * this thread, which learns of it from a queue and decides. The program is ended when the lock is
 * lost or a signal asks for it: TERM first, KILL when it has not ended in time.
 */
final class LockRun {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int CHILD_FAILED = 2;

    private final Terminal terminal;
    private final Machine machine;
    private final Exclusion exclusion;
    private final ChildCommand command;
    private final boolean verbose;

    /** A handful of things can happen, each a few times; signals come as fast as people type. */
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();

    LockRun(Terminal terminal, Exclusion exclusion, ChildCommand command, boolean verbose) {
        this.terminal = terminal;
        this.machine = terminal.machine();
        this.exclusion = exclusion;
        this.command = command;
        this.verbose = verbose;
    }

    /** Returns the exit status with which the program's own failure is told: 0 or 2. */
    int run() throws CommandException, InterruptedException {
        say(exclusion.description());
        machine.onSignal(signal -> happenings.add(new Happening.Signalled(signal)));
        say("Attempting lock acquisition");
        acquire();
        int status = hold();
        give();
        return status;
    }

    private void say(String text) {
        if (verbose) {
            terminal.output(text);
            terminal.out().flush();
        }
    }

    private void acquire() throws CommandException, InterruptedException {
        Thread attempt = machine.beside(() -> happenings.add(attempt()));
        while (true) {
            switch (happenings.take()) {
                case Happening.Acquired() -> {
                    return;
                }
                case Happening.NotAcquired(String reason) ->
                        throw new CommandException(
                                reason.isEmpty()
                                        ? "Shutdown triggered or timeout during lock acquisition"
                                        : "Lock acquisition failed: " + reason);
                case Happening.Signalled(Signal signal) -> {
                    if (signal.asksToEnd()) {
                        attempt.interrupt();
                    }
                }
                case Happening.Lost() -> throw early("lost");
                case Happening.GraceOver() -> throw early("grace over");
                case Happening.Ended(Child gone, int status) -> throw early("ended " + status);
            }
        }
    }

    private static AssertionError early(String what) {
        return new AssertionError("before the lock was held: " + what);
    }

    private Happening attempt() {
        try {
            return exclusion.acquire() ? new Happening.Acquired() : new Happening.NotAcquired("");
        } catch (ApiException failure) {
            return new Happening.NotAcquired(String.valueOf(failure.getMessage()));
        } catch (InterruptedException unwanted) {
            return new Happening.NotAcquired("");
        }
    }

    /** Runs the program while the lock is held; returns once it has ended. */
    private int hold() throws InterruptedException {
        say("Starting handler");
        Child running = start();
        if (running == null) {
            return CHILD_FAILED;
        }
        machine.beside(() -> happenings.add(new Happening.Ended(running, await(running))));
        Thread vigil = machine.beside(this::watchForLoss);
        try {
            return untilEnd(running);
        } finally {
            vigil.interrupt();
        }
    }

    private @Nullable Child start() {
        terminal.out().flush();
        terminal.err().flush();
        try {
            return machine.start(command.with("CONSUL_LOCK_HELD", "true"));
        } catch (IOException failure) {
            terminal.error("Error starting handler: " + failure.getMessage());
            return null;
        }
    }

    private static int await(Child child) {
        try {
            return child.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError("nobody interrupts this thread", stopped);
        }
    }

    private void watchForLoss() {
        try {
            exclusion.awaitLoss();
            happenings.add(new Happening.Lost());
        } catch (InterruptedException released) {
            Thread.currentThread().interrupt();
        }
    }

    private int untilEnd(Child running) throws InterruptedException {
        boolean ending = false;
        while (true) {
            switch (happenings.take()) {
                case Happening.Ended(Child ended, int status) -> {
                    return ended(status, ending);
                }
                case Happening.Lost() -> ending = end(running, "Lock lost, killing child", ending);
                case Happening.Signalled(Signal signal) -> {
                    if (signal.asksToEnd()) {
                        ending = end(running, "Shutdown triggered, killing child", ending);
                    } else {
                        running.signal(signal);
                    }
                }
                case Happening.GraceOver() -> {
                    say("Child did not exit after grace period of " + GRACE.toSeconds() + "s");
                    say("Killing child pid " + running.pid());
                    running.kill();
                }
                case Happening.Acquired() -> throw new AssertionError("acquired twice");
                case Happening.NotAcquired(String reason) -> throw new AssertionError(reason);
            }
        }
    }

    private int ended(int status, boolean asked) {
        if (status != 0) {
            terminal.error("Error running handler: exit status " + status);
        }
        if (asked) {
            say("Child terminated");
            return 0;
        }
        say("Child terminated, releasing lock");
        return status == 0 ? 0 : CHILD_FAILED;
    }

    /** Asks the program to end; returns that it was asked. */
    private boolean end(Child running, String why, boolean already) {
        if (!already) {
            say(why);
            say("Terminating child pid " + running.pid());
            running.signal(Signal.TERM);
            machine.beside(this::graceOver);
        }
        return true;
    }

    private void graceOver() {
        try {
            machine.pause(GRACE);
            happenings.add(new Happening.GraceOver());
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void give() throws CommandException {
        try {
            exclusion.release();
        } catch (ApiException failure) {
            throw new CommandException("Lock release failed: " + failure.getMessage());
        }
        try {
            say(exclusion.cleanUp() ? "Cleanup succeeded" : "Cleanup aborted, lock in use");
        } catch (ApiException failure) {
            throw new CommandException("Lock cleanup failed: " + failure.getMessage());
        }
    }
}
