package io.proconsul.http.parameter;

import io.proconsul.http.message.Query;
import io.proconsul.http.message.Refusal;
import io.proconsul.model.wire.GoDuration;

import java.time.Duration;

/**
 * For how long and behind which index a read waits.
 *
 * @param index wait until the answer's index is greater; 0: do not wait
 * @param time the longest wait; zero: the default
 */
public record Waiting(long index, Duration time) {
    static final Waiting NOT = new Waiting(0, Duration.ZERO);

    /** Reads {@code wait} and {@code index}, in this order as far as mistakes are concerned. */
    public static Waiting of(Query query) {
        String wait = query.first("wait");
        String index = query.first("index");
        if (wait.isEmpty() && index.isEmpty()) {
            return NOT;
        }
        Duration time = wait.isEmpty() ? Duration.ZERO : time(wait);
        return new Waiting(index.isEmpty() ? 0 : index(index), time);
    }

    private static Duration time(String text) {
        try {
            Duration time = GoDuration.parse(text);
            return time.isNegative() ? Duration.ZERO : time;
        } catch (IllegalArgumentException bad) {
            throw Refusal.invalid("Invalid wait time");
        }
    }

    private static long index(String text) {
        try {
            long index = GoNumbers.unsigned(text);
            return index < 0 ? Long.MAX_VALUE : index;
        } catch (IllegalArgumentException bad) {
            throw Refusal.invalid("Invalid index");
        }
    }
}
