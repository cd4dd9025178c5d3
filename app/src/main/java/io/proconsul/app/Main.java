package io.proconsul.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The agent's entry. The launcher comes here for {@code agent}; all other commands live in {@code
 * cli}.
 */
public final class Main {
    private Main() {}

    /**
     * Runs an agent until it is told to stop and ends the process with its exit status.
     *
     * @param words {@code agent} and its flags
     */
    public static void main(String[] words) {
        PrintStream out =
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 8192),
                        false,
                        StandardCharsets.UTF_8);
        List<String> flags = List.of(words).subList(Math.min(1, words.length), words.length);
        int status = new StartUp(out, System.err).run(flags);
        out.flush();
        System.exit(status);
    }
}
