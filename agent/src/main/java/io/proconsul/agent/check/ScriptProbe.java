package io.proconsul.agent.check;

import io.proconsul.agent.check.output.CapturedOutput;
import io.proconsul.agent.check.script.Program;
import io.proconsul.model.wire.GoDuration;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * Runs a program: exit code 0 passes, 1 warns, anything else is critical. When the time is up it is
 * killed with everything it started.
 */
record ScriptProbe(List<String> args, Duration timeout, int outputMaxSize, Executor threads)
        implements Probe {
    @Override
    public Outcome run() throws InterruptedException {
        var output = new CapturedOutput(outputMaxSize);
        Program program;
        try {
            program = Program.start(args, output, threads);
        } catch (IOException failure) {
            return Outcome.critical(String.valueOf(failure.getMessage()));
        }
        try {
            OptionalInt exit = program.waitFor(timeout);
            return exit.isPresent()
                    ? judged(exit.getAsInt(), output.text())
                    : timedOut(program, output.text());
        } catch (InterruptedException stopped) {
            program.kill();
            throw stopped;
        }
    }

    private static Outcome judged(int exit, String output) {
        return switch (exit) {
            case 0 -> Outcome.passing(output);
            case 1 -> Outcome.warning(output);
            default -> Outcome.critical(output);
        };
    }

    private Outcome timedOut(Program program, String output) throws InterruptedException {
        program.kill();
        String text = "Timed out (" + GoDuration.format(timeout) + ") running check";
        return Outcome.critical(output.isEmpty() ? text : text + "\n\n" + output);
    }
}
