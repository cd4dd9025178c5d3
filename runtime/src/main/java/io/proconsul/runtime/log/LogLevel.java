package io.proconsul.runtime.log;

import ch.qos.logback.classic.Level;

import java.util.Locale;
import java.util.Optional;

/** How much is said. Each level includes those after it. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** Logback's name for it. */
    Level level() {
        return Level.valueOf(name());
    }

    /**
     * The level of that name in any case; {@code ERR} is {@code ERROR}; empty when there is none.
     */
    public static Optional<LogLevel> named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "TRACE" -> Optional.of(TRACE);
            case "DEBUG" -> Optional.of(DEBUG);
            case "INFO" -> Optional.of(INFO);
            case "WARN" -> Optional.of(WARN);
            case "ERR", "ERROR" -> Optional.of(ERROR);
            default -> Optional.empty();
        };
    }
}
