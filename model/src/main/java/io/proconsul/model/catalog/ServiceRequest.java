package io.proconsul.model.catalog;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A read about one service name (wire reference: ServiceSpecificRequest).
 *
 * @param serviceTag the single tag of old clients; used when {@code serviceTags} is empty
 * @param serviceTags instances must carry all of these, when {@code tagFilter} is set
 * @param serviceAddress only instances with this service address, when not empty
 * @param connect instances able to take mesh traffic for that name instead
 * @param ingress ingress gateways linked to that name instead
 */
public record ServiceRequest(
        String datacenter,
        @Nullable Map<String, String> nodeMetaFilters,
        String serviceName,
        String serviceTag,
        @Nullable List<String> serviceTags,
        String serviceAddress,
        boolean tagFilter,
        QuerySource source,
        boolean connect,
        boolean ingress,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public ServiceRequest withOptions(QueryOptions other) {
        return new ServiceRequest(
                datacenter,
                nodeMetaFilters,
                serviceName,
                serviceTag,
                serviceTags,
                serviceAddress,
                tagFilter,
                source,
                connect,
                ingress,
                other);
    }
}
