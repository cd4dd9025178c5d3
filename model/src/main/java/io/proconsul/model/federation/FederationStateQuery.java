package io.proconsul.model.federation;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/**
 * Asks for the state of one datacenter (wire reference: FederationStateQuery). The names on the
 * wire are the other way round than one would think (observed on 1.8.7).
 *
 * @param of whose state
 * @param datacenter which datacenter answers
 */
public record FederationStateQuery(
        @Wire("Datacenter") String of,
        @Wire("TargetDatacenter") String datacenter,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public FederationStateQuery withOptions(QueryOptions other) {
        return new FederationStateQuery(of, datacenter, other);
    }
}
