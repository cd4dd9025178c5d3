package io.proconsul.cli.machine;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A program to start.
 *
 * @param words the program and its arguments
 * @param variables what it finds in its environment besides what this command has
 * @param input what it reads from its standard input; null: nothing, unless it shares ours
 * @param sharesInput whether it reads from our standard input
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record ChildCommand(
        List<String> words,
        Map<String, String> variables,
        byte @Nullable [] input,
        boolean sharesInput) {
    private static final String STANDARD_SHELL = "/bin/sh";

    /**
     * The words themselves, or handed to a shell as one line.
     *
     * @param shell the variable {@code SHELL}; empty for the usual one
     */
    public static ChildCommand of(List<String> words, boolean inShell, String shell) {
        List<String> all =
                inShell
                        ? List.of(
                                shell.isEmpty() ? STANDARD_SHELL : shell,
                                "-c",
                                String.join(" ", words))
                        : List.copyOf(words);
        return new ChildCommand(all, Map.of(), null, false);
    }

    public ChildCommand with(String variable, String value) {
        return new ChildCommand(words, Map.of(variable, value), input, sharesInput);
    }

    public ChildCommand reading(byte[] bytes) {
        return new ChildCommand(words, variables, bytes, false);
    }

    public ChildCommand sharingInput(boolean shares) {
        return new ChildCommand(words, variables, input, shares);
    }
}
