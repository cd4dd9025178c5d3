package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A service or prepared query that a proxy makes reachable on a local port. */
public record Upstream(
        @Wire(json = Json.OMIT_EMPTY) String destinationType,
        @Wire(json = Json.OMIT_EMPTY) String destinationNamespace,
        @Wire(json = Json.OMIT_EMPTY) String destinationName,
        @Wire(json = Json.OMIT_EMPTY) String datacenter,
        @Wire(json = Json.OMIT_EMPTY) String localBindAddress,
        @Wire(json = Json.OMIT_EMPTY) int localBindPort,
        @Wire(json = Json.OMIT_EMPTY) @Nullable Map<String, Object> config,
        MeshGatewayConfig meshGateway,
        @Wire(json = Json.OMIT_EMPTY) @Nullable List<String> ingressHosts) {}
