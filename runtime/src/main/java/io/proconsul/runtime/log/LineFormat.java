package io.proconsul.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

import org.slf4j.event.KeyValuePair;

import java.util.List;

/** Turns an event into one line, without the line feed. Stateless; any thread. */
interface LineFormat {
    LineFormat TEXT = new TextFormat();
    LineFormat JSON = new JsonFormat();

    void append(StringBuilder line, ILoggingEvent event);

    /** The reference's module names; libraries speak under the name of what we use them for. */
    static String module(String logger) {
        if (logger.startsWith("org.apache.ratis")) {
            return "agent.server.raft";
        }
        return logger.startsWith("io.netty") ? "agent.net" : logger;
    }

    static List<KeyValuePair> pairs(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    /**
     * The stack of a failure that nobody expected; expected ones are logged as a pair named error.
     */
    static String stack(IThrowableProxy failure) {
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy cause = failure; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "\ncaused by ").append(cause.getClassName());
            text.append(": ").append(cause.getMessage());
            for (StackTraceElementProxy frame : cause.getStackTraceElementProxyArray()) {
                text.append("\n    ").append(frame.getSTEAsString());
            }
        }
        return text.toString();
    }
}
