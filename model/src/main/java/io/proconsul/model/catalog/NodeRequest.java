package io.proconsul.model.catalog;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

/** A read about one node (wire reference: NodeSpecificRequest). */
public record NodeRequest(String datacenter, String node, @Flat QueryOptions options)
        implements Query {
    @Override
    public NodeRequest withOptions(QueryOptions other) {
        return new NodeRequest(datacenter, node, other);
    }
}
