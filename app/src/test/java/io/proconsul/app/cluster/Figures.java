package io.proconsul.app.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A small table of what was measured, beside what it must be. */
final class Figures {
    private final List<String> rows = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    /** A time that must not be longer than the limit. */
    void time(String what, Duration measured, Duration limit) {
        row(what, measured.toMillis(), limit.toMillis(), "ms");
    }

    void row(String what, long measured, long limit, String unit) {
        boolean kept = measured <= limit;
        rows.add(
                String.format(
                        "%-52s %7d %-3s (at most %d)%s",
                        what, measured, unit, limit, kept ? "" : "  MISSED"));
        if (!kept) {
            missed.add(what);
        }
    }

    /** What was over its limit. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    @Override
    public String toString() {
        return String.join("\n", rows) + "\n";
    }
}
