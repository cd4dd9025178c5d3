package io.proconsul.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end, and what it printed. */
public record Command(List<String> words, int status, String output) {
    /** Whatever takes longer is killed, unless said otherwise. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    public static Command run(String... words) {
        return run(List.of(words));
    }

    /** Both outputs in one text; a program that had to be killed has status 137. */
    public static Command run(List<String> words) {
        return run(words, LONGEST);
    }

    /** As {@link #run(List)}, with another time after which it is killed. */
    static Command run(List<String> words, Duration longest) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var _ =
                    CompletableFuture.runAsync(
                            process::destroyForcibly,
                            CompletableFuture.delayedExecutor(
                                    longest.toMillis(), TimeUnit.MILLISECONDS));
            byte[] output = process.getInputStream().readAllBytes();
            return new Command(
                    words, process.waitFor(), new String(output, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + words, interrupted);
        }
    }

    public boolean succeeded() {
        return status == 0;
    }

    /** The same, if it succeeded. */
    public Command orFail() {
        if (!succeeded()) {
            throw new AssertionError(
                    String.join(" ", words) + " ended with " + status + ": " + output);
        }
        return this;
    }
}
