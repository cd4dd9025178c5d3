package io.proconsul.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An argument that holds data: {@code @file} reads a file, a lone {@code -} reads standard input,
 * anything else is the data itself (CLI reference, section 2).
 */
public final class DataArgument {
    private DataArgument() {}

    /** The data, or a message that begins with {@code Failed to read}. */
    public static byte[] read(String argument, Terminal terminal) throws CommandException {
        try {
            if (argument.startsWith("@")) {
                return Files.readAllBytes(Path.of(argument.substring(1)));
            }
            return argument.equals("-")
                    ? terminal.in().readAllBytes()
                    : argument.getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            throw new CommandException(
                    "Error! Failed to read file: open "
                            + argument.substring(1)
                            + ": no such file or directory");
        } catch (IOException failure) {
            throw new CommandException(
                    "Error! Failed to read "
                            + (argument.equals("-") ? "stdin: " : "file: ")
                            + failure.getMessage());
        }
    }
}
