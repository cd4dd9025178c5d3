package io.proconsul.cli.watch;

import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Child;
import io.proconsul.cli.machine.ChildCommand;
import io.proconsul.cli.machine.Signal;
import io.proconsul.json.JsonValue;
import io.proconsul.model.watch.WatchPlan;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Runs a program for every change: it reads the answer from its standard input and finds the index
 * in its environment. One run ends before the next begins; a run that fails ends the watch.
 */
final class ProgramHandler implements WatchRun.Handler {
    private final Terminal terminal;
    private final WatchPlan plan;
    private final ChildCommand command;

    /** The program that runs now. Guarded by this: a signal during the start waits for it. */
    private @Nullable Child running;

    ProgramHandler(Terminal terminal, WatchPlan plan, ChildCommand command) {
        this.terminal = terminal;
        this.plan = plan;
        this.command = command;
    }

    /** Passes a signal on to the program that runs, if one does. */
    synchronized void pass(Signal signal) {
        Child child = running;
        if (child != null) {
            child.signal(signal);
        }
    }

    @Override
    public OptionalInt changed(long index, @Nullable JsonValue answer) throws InterruptedException {
        byte[] input = (plan.read(answer, "") + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Child child = start(index, input);
            int status = child.await();
            ended();
            return status == 0
                    ? OptionalInt.empty()
                    : failed("Error executing handler: exit status " + status);
        } catch (IOException failure) {
            return failed("Error starting handler: " + failure.getMessage());
        }
    }

    private synchronized Child start(long index, byte[] input) throws IOException {
        ChildCommand now = command.with("CONSUL_INDEX", Long.toUnsignedString(index));
        Child child = terminal.machine().start(now.reading(input));
        running = child;
        return child;
    }

    private synchronized void ended() {
        running = null;
    }

    private OptionalInt failed(String message) {
        terminal.error(message);
        return OptionalInt.of(1);
    }
}
