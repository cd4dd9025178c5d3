package io.proconsul.cli;

import io.proconsul.cli.command.Advice;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Machine;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line's entry. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] words) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status =
                new CommandLine(
                                new Terminal(
                                        System.in,
                                        out,
                                        err,
                                        System.getenv(),
                                        Main::isTerminal,
                                        Machine.system(),
                                        new Advice()))
                        .run(List.of(words));
        out.flush();
        err.flush();
        // A cache is written at an orderly exit; otherwise nothing is left to do and the process
        // just ends.
        if (words.length > 0 && words[0].equals(CommandLine.TRAIN)) {
            System.exit(status);
        }
        Runtime.getRuntime().halt(status);
    }

    private static boolean isTerminal() {
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
                false,
                StandardCharsets.UTF_8);
    }
}
