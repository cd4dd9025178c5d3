package io.proconsul.cli.debug;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What can be captured. */
enum Target {
    METRICS,
    LOGS,
    PPROF,
    HOST,
    AGENT,
    CLUSTER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it changes, so that it is captured again and again. */
    boolean isDynamic() {
        return switch (this) {
            case METRICS, LOGS, PPROF -> true;
            case HOST, AGENT, CLUSTER -> false;
        };
    }

    /** The target of that name; null when there is none. */
    static @Nullable Target named(String word) {
        for (Target target : values()) {
            if (target.word().equals(word)) {
                return target;
            }
        }
        return null;
    }
}
