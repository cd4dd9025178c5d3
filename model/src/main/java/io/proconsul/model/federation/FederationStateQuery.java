package io.proconsul.model.federation;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

/** Asks for the state of one datacenter (wire reference: FederationStateQuery). */
public record FederationStateQuery(
        String datacenter, String targetDatacenter, @Flat QueryOptions options) implements Query {
    @Override
    public FederationStateQuery withOptions(QueryOptions other) {
        return new FederationStateQuery(datacenter, targetDatacenter, other);
    }
}
