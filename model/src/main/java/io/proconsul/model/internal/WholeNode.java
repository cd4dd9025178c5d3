package io.proconsul.model.internal;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A node with everything on it (wire reference: NodeInfo). */
public record WholeNode(
        @Wire("ID") String id,
        String node,
        String address,
        @Nullable Map<String, String> taggedAddresses,
        @Nullable Map<String, String> meta,
        @Nullable List<NodeService> services,
        @Nullable List<HealthCheck> checks) {}
