package io.proconsul.model.catalog;

import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Puts a node, and what is given of a service and checks on it, into the catalog. Things not
 * mentioned stay. In snapshots the indexes are the node's.
 */
public record RegisterRequest(
        String datacenter,
        @Wire("ID") String id,
        String node,
        String address,
        @Nullable Map<String, String> taggedAddresses,
        @Nullable Map<String, String> nodeMeta,
        @Nullable NodeService service,
        @Nullable HealthCheck check,
        @Nullable List<HealthCheck> checks,
        boolean skipNodeUpdate,
        @Flat WriteOptions options,
        @Wire(json = Json.NEVER) long createIndex,
        @Wire(json = Json.NEVER) long modifyIndex)
        implements Write {}
