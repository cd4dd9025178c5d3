package io.proconsul.model.health;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** A read of all checks with one verdict, or with {@link CheckStatus#ANY}. */
public record ChecksInStateRequest(
        String datacenter,
        @Nullable Map<String, String> nodeMetaFilters,
        String state,
        QuerySource source,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public ChecksInStateRequest withOptions(QueryOptions other) {
        return new ChecksInStateRequest(datacenter, nodeMetaFilters, state, source, other);
    }
}
