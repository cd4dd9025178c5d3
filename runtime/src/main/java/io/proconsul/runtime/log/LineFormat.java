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
        if (isEngine(logger)) {
            return "agent.server.raft";
        }
        return logger.startsWith("io.netty") ? "agent.net" : logger;
    }

    static List<KeyValuePair> pairs(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    /** Whether the consensus engine speaks; it logs with a stack what any dead peer causes. */
    static boolean isEngine(String logger) {
        return logger.startsWith("org.apache.ratis");
    }

    /** A failure and its causes in one line. */
    static String causes(IThrowableProxy failure) {
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClassName();
            text.append(text.isEmpty() ? "" : ", caused by ")
                    .append(name, name.lastIndexOf('.') + 1, name.length())
                    .append(": ")
                    .append(cause.getMessage());
        }
        return text.toString();
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
