package io.proconsul.model.preparedquery;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

/**
 * Executes the query of another datacenter in which nobody is left (wire reference:
 * PreparedQueryExecuteRemoteRequest).
 *
 * @param limit at most so many instances; 0 or less for all
 */
public record RemoteExecuteRequest(
        String datacenter,
        PreparedQuery query,
        int limit,
        boolean connect,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public RemoteExecuteRequest withOptions(QueryOptions other) {
        return new RemoteExecuteRequest(datacenter, query, limit, connect, other);
    }
}
