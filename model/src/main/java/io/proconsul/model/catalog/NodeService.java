package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A service instance on one node. The node is known from where the instance stands. */
public record NodeService(
        @Wire(json = Json.OMIT_EMPTY) String kind,
        @Wire("ID") String id,
        @Wire("Service") String name,
        @Nullable List<String> tags,
        String address,
        @Wire(json = Json.OMIT_EMPTY) @Nullable Map<String, ServiceAddress> taggedAddresses,
        @Nullable Map<String, String> meta,
        int port,
        @Nullable Weights weights,
        boolean enableTagOverride,
        ConnectProxyConfig proxy,
        ServiceConnect connect,
        @Wire(json = Json.NEVER) boolean locallyRegisteredAsSidecar,
        @Wire(selectable = false) long createIndex,
        @Wire(selectable = false) long modifyIndex) {}
