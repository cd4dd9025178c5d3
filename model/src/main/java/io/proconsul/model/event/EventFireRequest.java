package io.proconsul.model.event;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

/**
 * Asks a server to tell an event to the members of its datacenter.
 *
 * @param payload the packed event (gossip reference, section 8.3), not the user's own bytes
 */
@SuppressWarnings("ArrayRecordComponent") // on its way once; equality is never asked
public record EventFireRequest(
        String datacenter, String name, byte @Nullable [] payload, @Flat QueryOptions options)
        implements Query {
    @Override
    public EventFireRequest withOptions(QueryOptions other) {
        return new EventFireRequest(datacenter, name, payload, other);
    }
}
