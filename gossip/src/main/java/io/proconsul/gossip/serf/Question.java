package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.QueryFilter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * A question to all members, or to those that pass all filters.
 *
 * @param acknowledge whether members tell at once that they heard it
 * @param relays by how many other members each response travels too
 * @param timeout how long answers are waited for; absent for what suits the size of the pool
 */
@SuppressWarnings("ArrayRecordComponent") // the payload passes through
public record Question(
        String name,
        byte @Nullable [] payload,
        List<QueryFilter> filters,
        boolean acknowledge,
        int relays,
        @Nullable Duration timeout) {

    public Question {
        filters = List.copyOf(filters);
        if (relays < 0 || relays > 255) {
            throw new IllegalArgumentException("relay factor " + relays + " is not 0 to 255");
        }
    }

    public static Question of(String name, byte @Nullable [] payload) {
        return new Question(name, payload, List.of(), false, 0, null);
    }
}
