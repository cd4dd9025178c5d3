package io.proconsul.model.txn;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Operations that all read, answered at one point in time. */
public record TxnReadRequest(
        String datacenter, @Nullable List<TxnOp> ops, @Flat QueryOptions options) implements Query {
    @Override
    public TxnReadRequest withOptions(QueryOptions other) {
        return new TxnReadRequest(datacenter, ops, other);
    }
}
