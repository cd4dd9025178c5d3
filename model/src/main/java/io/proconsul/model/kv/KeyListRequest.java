package io.proconsul.model.kv;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/**
 * A read of key names below a prefix, cut behind the first separator after it (wire reference:
 * KeyListRequest; the misspelt field name is the wire's).
 */
public record KeyListRequest(
        String datacenter,
        String prefix,
        @Wire("Seperator") String separator,
        @Flat QueryOptions options)
        implements Query {
    @Override
    public KeyListRequest withOptions(QueryOptions other) {
        return new KeyListRequest(datacenter, prefix, separator, other);
    }
}
