package io.proconsul.model.preparedquery;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/** Reads one prepared query (wire reference: PreparedQuerySpecificRequest). */
public record PreparedQueryLookup(
        String datacenter, @Wire("QueryID") String queryId, @Flat QueryOptions options)
        implements Query {
    @Override
    public PreparedQueryLookup withOptions(QueryOptions other) {
        return new PreparedQueryLookup(datacenter, queryId, other);
    }
}
