package io.proconsul.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;

import org.slf4j.event.KeyValuePair;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One JSON object a line, members sorted (configuration reference, section 8). */
final class JsonFormat implements LineFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                    .withZone(ZoneId.systemDefault());

    @Override
    public void append(StringBuilder line, ILoggingEvent event) {
        char before = '{';
        for (var member : members(event).entrySet()) {
            line.append(before);
            appendText(line, member.getKey());
            line.append(':');
            appendValue(line, member.getValue());
            before = ',';
        }
        line.append('}');
    }

    private static Map<String, Object> members(ILoggingEvent event) {
        Map<String, Object> members = new TreeMap<>();
        for (KeyValuePair pair : LineFormat.pairs(event)) {
            boolean plain = pair.value instanceof Number || pair.value instanceof Boolean;
            members.put(pair.key, plain ? pair.value : TextFormat.text(pair.value));
        }
        members.put("@level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        members.put("@message", event.getFormattedMessage());
        members.put("@module", LineFormat.module(event.getLoggerName()));
        members.put("@timestamp", TIME.format(event.getInstant()));
        if (event.getThrowableProxy() != null) {
            members.put("stack", LineFormat.stack(event.getThrowableProxy()));
        }
        return members;
    }

    private static void appendValue(StringBuilder line, Object value) {
        if (value instanceof String text) {
            appendText(line, text);
        } else {
            line.append(value);
        }
    }

    private static void appendText(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            appendEscaped(line, text.charAt(i));
        }
        line.append('"');
    }

    private static void appendEscaped(StringBuilder line, char c) {
        switch (c) {
            case '"' -> line.append("\\\"");
            case '\\' -> line.append("\\\\");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (c < ' ') {
                    line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    line.append(c);
                }
            }
        }
    }
}
