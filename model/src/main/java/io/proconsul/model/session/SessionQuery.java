package io.proconsul.model.session;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/**
 * A read of sessions (wire reference: SessionSpecificRequest).
 *
 * @param session the older name of {@code sessionId}
 */
public record SessionQuery(
        String datacenter,
        String session,
        @Wire("SessionID") String sessionId,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public SessionQuery withOptions(QueryOptions other) {
        return new SessionQuery(datacenter, session, sessionId, other);
    }
}
