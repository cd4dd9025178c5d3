package io.proconsul.cli.snapshot;

import io.proconsul.cli.command.CommandException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The one argument of the snapshot commands, and the file it names. */
final class SnapshotArguments {
    private SnapshotArguments() {}

    static String file(List<String> arguments) throws CommandException {
        if (arguments.isEmpty()) {
            throw new CommandException("Missing FILE argument");
        }
        if (arguments.size() > 1) {
            throw new CommandException(
                    "Too many arguments (expected 1, got " + arguments.size() + ")");
        }
        return arguments.getFirst();
    }

    static InputStream open(String file) throws CommandException {
        try {
            if (file.isEmpty()) {
                throw new NoSuchFileException(file);
            }
            return Files.newInputStream(Path.of(file));
        } catch (NoSuchFileException absent) {
            throw new CommandException(
                    "Error opening snapshot file: open " + file + ": no such file or directory");
        } catch (IOException failure) {
            throw new CommandException("Error opening snapshot file: " + failure.getMessage());
        }
    }
}
