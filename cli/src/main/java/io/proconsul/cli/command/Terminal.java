package io.proconsul.cli.command;

import io.proconsul.cli.machine.Machine;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Where a command is typed and read.
 *
 * @param environment the variables of the process
 * @param interactive whether a person reads the output, and not a program
 * @param machine what long-running commands need besides
 * @param advice what a person may do about a failure
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        BooleanSupplier interactive,
        Machine machine,
        Advice advice) {
    /** Prints a result and a line feed; a text that ends in one is followed by an empty line. */
    public void output(String text) {
        out.print(text);
        out.print('\n');
    }

    /** Reports an error or a warning. */
    public void error(String text) {
        err.print(text);
        err.print('\n');
    }

    /** The variable's value; empty when it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
