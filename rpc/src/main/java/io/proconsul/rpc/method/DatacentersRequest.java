package io.proconsul.rpc.method;

import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

/** Asks which datacenters are known. */
public record DatacentersRequest(@Flat QueryOptions options) {}
