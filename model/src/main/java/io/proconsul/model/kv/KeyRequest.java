package io.proconsul.model.kv;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

/** A read of one key, or of all keys with that prefix (wire reference: KeyRequest). */
public record KeyRequest(String datacenter, String key, @Flat QueryOptions options)
        implements Query {
    @Override
    public KeyRequest withOptions(QueryOptions other) {
        return new KeyRequest(datacenter, key, other);
    }
}
