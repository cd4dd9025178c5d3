package io.proconsul.model.catalog;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/** Takes a check, else a service, else a whole node with all it carries out of the catalog. */
public record DeregisterRequest(
        String datacenter,
        String node,
        @Wire("ServiceID") String serviceId,
        @Wire("CheckID") String checkId,
        @Flat WriteOptions options)
        implements Write {}
