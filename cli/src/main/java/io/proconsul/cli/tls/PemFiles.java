package io.proconsul.cli.tls;

import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Certificates and keys as files. */
final class PemFiles {
    private PemFiles() {}

    static void refuseExisting(String file) throws CommandException {
        if (Files.exists(Path.of(file))) {
            throw new CommandException(file + " already exists.");
        }
    }

    /** Writes a new file and says so. */
    static void save(String file, String pem, Terminal terminal) throws CommandException {
        try {
            Files.writeString(
                    Path.of(file), pem, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException failure) {
            throw new CommandException("Error writing " + file + ": " + failure.getMessage());
        }
        terminal.output("==> Saved " + file);
    }

    /**
     * @param what the file's role, for the message
     */
    static String read(String what, String file) throws CommandException {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException absent) {
            throw new CommandException(
                    "Error reading " + what + ": open " + file + ": no such file or directory");
        } catch (IOException failure) {
            throw new CommandException("Error reading " + what + ": " + failure.getMessage());
        }
    }
}
