package io.proconsul.model.preparedquery;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/**
 * Executes or explains a prepared query (wire reference: PreparedQueryExecuteRequest).
 *
 * @param limit at most so many instances; 0 or less for all
 * @param connect asks for those that take mesh traffic, whatever the query says
 * @param source from where distance is measured, and the address of the client
 * @param agent the agent that was asked
 */
public record ExecuteRequest(
        String datacenter,
        @Wire("QueryIDOrName") String queryIdOrName,
        int limit,
        boolean connect,
        QuerySource source,
        QuerySource agent,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public ExecuteRequest withOptions(QueryOptions other) {
        return new ExecuteRequest(datacenter, queryIdOrName, limit, connect, source, agent, other);
    }
}
