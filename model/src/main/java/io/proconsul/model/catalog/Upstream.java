package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A service or prepared query that a proxy makes reachable on a local port. */
public record Upstream(
        @Wire(also = "destination_type") String destinationType,
        @Wire(also = "destination_namespace", json = Json.OMIT_EMPTY) String destinationNamespace,
        @Wire(also = "destination_name", json = Json.OMIT_EMPTY) String destinationName,
        String datacenter,
        @Wire(also = "local_bind_address", json = Json.OMIT_EMPTY) String localBindAddress,
        @Wire(also = "local_bind_port", json = Json.OMIT_EMPTY) int localBindPort,
        @Wire(selectable = false) @Nullable Map<String, Object> config,
        MeshGatewayConfig meshGateway,
        @Wire(json = Json.NEVER, selectable = false) @Nullable List<String> ingressHosts) {}
