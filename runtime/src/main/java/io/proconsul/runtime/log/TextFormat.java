package io.proconsul.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.StringJoiner;

/**
 * {@code 2026-01-02T15:04:05.000Z [INFO] agent.http: message: key=value} (configuration reference,
 * section 8).
 */
final class TextFormat implements LineFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXX")
                    .withZone(ZoneId.systemDefault());
    private static final int LEVEL_WIDTH = "[ERROR] ".length();

    @Override
    public void append(StringBuilder line, ILoggingEvent event) {
        TIME.formatTo(event.getInstant(), line);
        line.append(' ');
        int level = line.length();
        line.append('[').append(event.getLevel()).append(']');
        while (line.length() < level + LEVEL_WIDTH) {
            line.append(' ');
        }
        line.append(LineFormat.module(event.getLoggerName()))
                .append(": ")
                .append(event.getFormattedMessage());
        appendPairs(line, event);
        if (event.getThrowableProxy() != null) {
            appendFailure(line, event);
        }
    }

    private static void appendFailure(StringBuilder line, ILoggingEvent event) {
        if (LineFormat.isEngine(event.getLoggerName())) {
            line.append(": error=\"")
                    .append(LineFormat.causes(event.getThrowableProxy()))
                    .append('"');
        } else {
            line.append('\n').append(LineFormat.stack(event.getThrowableProxy()));
        }
    }

    private static void appendPairs(StringBuilder line, ILoggingEvent event) {
        String before = ": ";
        for (KeyValuePair pair : LineFormat.pairs(event)) {
            line.append(before).append(pair.key).append('=');
            appendValue(line, pair.value);
            before = " ";
        }
    }

    private static void appendValue(StringBuilder line, @Nullable Object value) {
        String text = text(value);
        if (!(value instanceof Collection<?>) && hasBlank(text)) {
            line.append('"').append(text).append('"');
        } else {
            line.append(text);
        }
    }

    static String text(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            StringJoiner joined = new StringJoiner(", ", "[", "]");
            list.forEach(element -> joined.add(String.valueOf(element)));
            return joined.toString();
        }
        return value == null ? "<nil>" : value.toString();
    }

    private static boolean hasBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
