package io.proconsul.model.watch;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * How far a watch has come: decides what the next question carries, whether an answer is news, and
 * how long a failure is waited out. An answer is news when it differs from the one before, and
 * always when it is the first or the first after a failure. Used by one thread at a time.
 */
public final class WatchProgress {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration MAX_RETRY = Duration.ofMinutes(3);

    private final boolean ordered;
    private long index;
    private int failures;
    private @Nullable String last;

    private WatchProgress(boolean ordered) {
        this.ordered = ordered;
    }

    /** Before the first question. The indexes of events only tell answers apart. */
    public static WatchProgress of(WatchKind kind) {
        return new WatchProgress(kind != WatchKind.EVENT);
    }

    /** The index the next question carries; 0: none, so that its answer does not wait. */
    public long index() {
        return index;
    }

    /**
     * Takes an answer. An index that goes back, as after a restore, is forgotten.
     *
     * @param text what handlers would read
     * @return whether they are to read it
     */
    public boolean isNews(long answered, String text) {
        failures = 0;
        long before = index;
        if (answered == before && answered != 0) {
            return false;
        }
        index = ordered && Long.compareUnsigned(answered, before) < 0 ? 0 : answered;
        if (before != 0 && Objects.equals(text, last)) {
            return false;
        }
        last = text;
        return true;
    }

    /** Takes a failure; returns how long to wait before the next question. */
    public Duration failed() {
        failures = Math.min(failures + 1, 1000);
        index = 0;
        Duration growing = RETRY.multipliedBy((long) failures * failures);
        return growing.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : growing;
    }
}
