package io.proconsul.agent.watch;

import io.proconsul.agent.check.http.FetchAnswer;
import io.proconsul.agent.check.http.FetchException;
import io.proconsul.agent.check.http.FetchRequest;
import io.proconsul.agent.check.http.HttpFetch;
import io.proconsul.agent.check.output.CapturedOutput;
import io.proconsul.agent.check.script.Program;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * Tells a handler of a change and waits until it is done with it. A handler that fails is told in
 * the log; the watch goes on.
 */
final class HandlerRun implements Watches.Notifier {
    private static final Logger LOG = LoggerFactory.getLogger("agent");
    private static final int MAX_OUTPUT = 4096;

    /** A program may take its time; nobody waits for it but its own watch. */
    private static final Duration PROGRAM_TIMEOUT = Duration.ofDays(365);

    private final HttpFetch fetch;
    private final Executor threads;

    HandlerRun(HttpFetch fetch, Executor threads) {
        this.fetch = fetch;
        this.threads = threads;
    }

    @Override
    public void tell(WatchHandler handler, long index, String text) throws InterruptedException {
        switch (handler) {
            case WatchHandler.Program program -> tell(program, index, text);
            case WatchHandler.Url url -> tell(url, index, text);
        }
    }

    private void tell(WatchHandler.Program handler, long index, String text)
            throws InterruptedException {
        var output = new CapturedOutput(MAX_OUTPUT);
        Program program;
        try {
            program =
                    Program.start(
                            handler.args(),
                            Map.of("CONSUL_INDEX", Long.toUnsignedString(index)),
                            (text + "\n").getBytes(StandardCharsets.UTF_8),
                            output,
                            threads);
        } catch (IOException failure) {
            failed(handler, String.valueOf(failure.getMessage()));
            return;
        }
        OptionalInt exit;
        try {
            exit = program.waitFor(PROGRAM_TIMEOUT);
        } catch (InterruptedException stopped) {
            program.kill();
            throw stopped;
        }
        if (exit.isEmpty() || exit.getAsInt() != 0) {
            failed(handler, "exit status " + (exit.isEmpty() ? "unknown" : exit.getAsInt()));
        }
        said(handler, output.text());
    }

    private void tell(WatchHandler.Url handler, long index, String text) {
        Map<String, List<String>> headers = new LinkedHashMap<>(handler.headers());
        headers.putIfAbsent("Content-Type", List.of("application/json"));
        headers.put("X-Consul-Index", List.of(Long.toUnsignedString(index)));
        var request =
                new FetchRequest(
                        handler.method(),
                        handler.url(),
                        headers,
                        text + "\n",
                        handler.timeout(),
                        handler.skipVerify());
        try {
            FetchAnswer answer = fetch.fetch(request, MAX_OUTPUT);
            said(handler, answer.body().text());
            if (answer.code() < 200 || answer.code() > 299) {
                LOG.atError()
                        .addKeyValue("http_watch_handler", handler.name())
                        .addKeyValue("status", answer.status())
                        .log("HTTP watch handler failed");
            }
        } catch (FetchException failure) {
            LOG.atError()
                    .addKeyValue("http_watch_handler", handler.name())
                    .addKeyValue("error", failure.getMessage())
                    .log("Failed to invoke HTTP watch handler");
        }
    }

    private static void failed(WatchHandler handler, String cause) {
        LOG.atError()
                .addKeyValue("watch_handler", handler.name())
                .addKeyValue("error", cause)
                .log("Failed to run watch handler");
    }

    private static void said(WatchHandler handler, String output) {
        LOG.atDebug()
                .addKeyValue("watch_handler", handler.name())
                .addKeyValue("output", output)
                .log("watch handler output");
    }
}
