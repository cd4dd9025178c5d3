package io.proconsul.cli.machine;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** A process. */
final class SystemChild implements Child {
    private final Process process;

    private SystemChild(Process process) {
        this.process = process;
    }

    /**
     * @throws IOException in Go's words when the program cannot be found
     */
    static SystemChild start(ChildCommand command) throws IOException {
        byte[] input = command.input();
        var builder =
                new ProcessBuilder(command.words())
                        .redirectOutput(Redirect.INHERIT)
                        .redirectError(Redirect.INHERIT);
        builder.redirectInput(
                input != null
                        ? Redirect.PIPE
                        : command.sharesInput()
                                ? Redirect.INHERIT
                                : Redirect.from(new File("/dev/null")));
        builder.environment().putAll(command.variables());
        Process process = spawn(builder);
        if (input != null) {
            Thread.ofVirtual().start(() -> feed(process, input));
        }
        return new SystemChild(process);
    }

    private static Process spawn(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException failure) {
            String program = builder.command().getFirst();
            if (String.valueOf(failure.getMessage()).contains("No such file")) {
                throw new IOException(
                        program.indexOf('/') < 0
                                ? "exec: \"" + program + "\": executable file not found in $PATH"
                                : "fork/exec " + program + ": no such file or directory",
                        failure);
            }
            throw failure;
        }
    }

    /** A program need not read all of its input. */
    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException closed) {
            // the program has ended or closed its input: its right
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void signal(Signal signal) {
        if (signal == Signal.TERM) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid())))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException noKill) {
            // without the program "kill" only TERM can be passed on; the terminal sends the others
            // to the whole group anyway
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }
}
