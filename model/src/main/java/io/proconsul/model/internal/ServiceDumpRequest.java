package io.proconsul.model.internal;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.wire.Flat;

/**
 * A read of all instances of all services, or of one kind of them.
 *
 * @param serviceKind only counts with {@code useServiceKind}; empty for ordinary services
 */
public record ServiceDumpRequest(
        String datacenter,
        String serviceKind,
        boolean useServiceKind,
        QuerySource source,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public ServiceDumpRequest withOptions(QueryOptions other) {
        return new ServiceDumpRequest(datacenter, serviceKind, useServiceKind, source, other);
    }
}
