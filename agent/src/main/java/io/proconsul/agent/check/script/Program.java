package io.proconsul.agent.check.script;

import io.proconsul.agent.check.output.OutputSink;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of a program with its two outputs put together. It has ended when the process and
 * everybody who holds its outputs have. Where {@code setsid} exists the program gets a session of
 * its own, so that all it starts can be killed together; elsewhere its known descendants are.
 *
 * <p>The JDK closes its end of a process's output as soon as that process is gone, whoever else
 * still writes. So the output goes through {@code cat}, which ends when the last writer does.
 */
public final class Program {
    private static final Logger LOG = LoggerFactory.getLogger("agent");
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final Process process;

    /** Who passes the output on: the process itself where there is no {@code cat}. */
    private final Process relay;

    private final boolean ownSession;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private final OutputSink output;

    private Program(List<Process> pipeline, boolean ownSession, OutputSink output) {
        process = pipeline.getFirst();
        relay = pipeline.getLast();
        this.ownSession = ownSession;
        this.output = output;
    }

    /**
     * Starts a program.
     *
     * @param args the program and its arguments
     * @param output hears what it writes
     * @param threads one more is needed while it runs
     * @throws IOException when it cannot be started, with Go's text
     */
    public static Program start(List<String> args, OutputSink output, Executor threads)
            throws IOException {
        return start(args, Map.of(), null, output, threads);
    }

    /**
     * As above, with something in its environment and on its standard input.
     *
     * @param input null: nothing; else one more thread is needed
     */
    public static Program start(
            List<String> args,
            Map<String, String> variables,
            byte @Nullable [] input,
            OutputSink output,
            Executor threads)
            throws IOException {
        String path = String.valueOf(System.getenv().getOrDefault("PATH", ""));
        List<String> command = new ArrayList<>(args);
        ProgramPath.check(args.getFirst(), path);
        var session = ProgramPath.find("setsid", path);
        session.ifPresent(setsid -> command.addFirst(setsid));
        List<ProcessBuilder> builders = new ArrayList<>();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.redirectInput(
                input == null
                        ? ProcessBuilder.Redirect.from(new File("/dev/null"))
                        : ProcessBuilder.Redirect.PIPE);
        builders.add(builder);
        ProgramPath.find("cat", path).ifPresent(cat -> builders.add(new ProcessBuilder(cat)));
        List<Process> pipeline = ProcessBuilder.startPipeline(builders);
        Program program = new Program(pipeline, session.isPresent(), output);
        threads.execute(program::follow);
        if (input != null) {
            threads.execute(() -> program.feed(input));
        }
        return program;
    }

    /** A program need not read all of its input. */
    private void feed(byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException closed) {
            LOG.atTrace().addKeyValue("pid", process.pid()).log("A program left its input unread");
        }
    }

    private void follow() {
        try (InputStream in = relay.getInputStream()) {
            byte[] part = new byte[4096];
            for (int got = in.read(part); got >= 0; got = in.read(part)) {
                output.take(part, got);
            }
            exit.complete(process.waitFor());
        } catch (IOException | InterruptedException broken) {
            exit.completeExceptionally(broken);
        }
    }

    /** Its exit code, when it has ended. */
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    /** The exit code; empty when it does not end in time. 128 or more: it was killed. */
    public OptionalInt waitFor(Duration timeout) throws InterruptedException {
        try {
            return OptionalInt.of(exit.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return OptionalInt.empty();
        } catch (ExecutionException broken) {
            return OptionalInt.of(-1);
        }
    }

    /** Kills it with all it started and waits a little until it is gone. */
    public void kill() throws InterruptedException {
        if (ownSession) {
            killSession();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        relay.destroyForcibly();
        if (waitFor(AFTER_KILL).isEmpty()) {
            LOG.atWarn().addKeyValue("pid", process.pid()).log("A killed check has not ended");
        }
    }

    private void killSession() throws InterruptedException {
        try {
            new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("pid", process.pid())
                    .addKeyValue("error", failure.getMessage())
                    .log("Check failed to kill after timeout");
        }
    }
}
