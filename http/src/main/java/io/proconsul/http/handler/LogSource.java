package io.proconsul.http.handler;

import io.proconsul.runtime.log.LogLevel;

import java.util.function.Consumer;

/** Where log lines come from. Any thread. */
@FunctionalInterface
public interface LogSource {
    /**
     * Hears every line of that level from now on, until the returned handle is closed.
     *
     * @param json lines are JSON objects
     * @param lines must return at once
     */
    AutoCloseable listen(LogLevel from, boolean json, Consumer<String> lines);
}
