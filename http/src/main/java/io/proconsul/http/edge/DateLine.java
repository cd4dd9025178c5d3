package io.proconsul.http.edge;

import io.proconsul.runtime.clock.Clock;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} header, formatted a few times a second and not for every response. */
final class DateLine {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** How long a formatted line is good for. */
    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final Clock clock;
    private volatile Formatted current;

    DateLine(Clock clock) {
        this.clock = clock;
        this.current = format();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, changed by nobody
    private record Formatted(long nanos, byte[] line) {}

    /** The line with its line end; shared. */
    byte[] bytes() {
        Formatted known = current;
        if (clock.nanos() - known.nanos >= FRESH_NANOS) {
            known = format();
            current = known;
        }
        return known.line;
    }

    private Formatted format() {
        String line = "Date: " + FORMAT.format(clock.now()) + "\r\n";
        return new Formatted(clock.nanos(), line.getBytes(StandardCharsets.ISO_8859_1));
    }
}
