package io.proconsul.http.parameter;

import io.proconsul.http.message.Query;
import io.proconsul.http.message.Refusal;
import io.proconsul.model.wire.GoDuration;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How fresh an answer must be.
 *
 * @param stale any server may answer
 * @param consistent the leader makes sure it still is the leader
 * @param cached the agent's cache may answer
 * @param maxStale with {@code stale}, how old the answer may be; zero: any age
 */
record Consistency(boolean stale, boolean consistent, boolean cached, Duration maxStale) {
    /** The leader answers from what it has. */
    static final Consistency DEFAULT = new Consistency(false, false, false, Duration.ZERO);

    /**
     * Reads what the parameters say.
     *
     * @param discoveryLimit how stale answers of discovery endpoints may be when nothing else is
     *     said; null when this is not one or the setting is off
     */
    static Consistency of(Query query, @Nullable Duration discoveryLimit) {
        String limit = query.value("max_stale");
        Duration maxStale = limit == null ? Duration.ZERO : duration(limit);
        var asked =
                new Consistency(
                        query.has("stale") || limit != null,
                        query.has("consistent"),
                        query.has("cached"),
                        maxStale);
        asked.check();
        boolean silent = !asked.stale && !asked.consistent && !query.has("leader");
        return silent && discoveryLimit != null
                ? new Consistency(true, false, asked.cached, discoveryLimit)
                : asked;
    }

    private void check() {
        if (stale && consistent) {
            throw Refusal.invalid("Cannot specify ?stale with ?consistent, conflicting semantics.");
        }
        if (cached && consistent) {
            throw Refusal.invalid(
                    "Cannot specify ?cached with ?consistent, conflicting semantics.");
        }
    }

    private static Duration duration(String text) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException bad) {
            throw Refusal.invalid("Invalid max_stale value " + GoNumbers.quoted(text));
        }
    }
}
