package io.proconsul.model.query;

import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A read of a whole table of one datacenter (wire reference: DCSpecificRequest).
 *
 * @param nodeMetaFilters only nodes that carry all of these pairs; null or empty: all
 */
public record DatacenterRequest(
        String datacenter,
        @Nullable Map<String, String> nodeMetaFilters,
        QuerySource source,
        @Flat QueryOptions options)
        implements Query {

    /** Everything of that datacenter, unsorted. */
    public static DatacenterRequest of(String datacenter, QueryOptions options) {
        return new DatacenterRequest(datacenter, null, QuerySource.NONE, options);
    }

    @Override
    public DatacenterRequest withOptions(QueryOptions other) {
        return new DatacenterRequest(datacenter, nodeMetaFilters, source, other);
    }
}
