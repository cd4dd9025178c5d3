package io.proconsul.model.txn;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Operations of which all happen or none, with at least one that writes. */
public record TxnRequest(String datacenter, @Nullable List<TxnOp> ops, @Flat WriteOptions options)
        implements Write {}
