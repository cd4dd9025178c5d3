package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A service instance together with its node, flat, as {@code /v1/catalog/service} answers it. */
public record ServiceNode(
        @Wire("ID") String id,
        String node,
        String address,
        String datacenter,
        @Nullable Map<String, String> taggedAddresses,
        @Nullable Map<String, String> nodeMeta,
        String serviceKind,
        @Wire("ServiceID") String serviceId,
        String serviceName,
        @Nullable List<String> serviceTags,
        String serviceAddress,
        @Wire(json = Json.OMIT_EMPTY) @Nullable Map<String, ServiceAddress> serviceTaggedAddresses,
        Weights serviceWeights,
        @Nullable Map<String, String> serviceMeta,
        int servicePort,
        boolean serviceEnableTagOverride,
        ConnectProxyConfig serviceProxy,
        ServiceConnect serviceConnect,
        @Wire(selectable = false) long createIndex,
        @Wire(selectable = false) long modifyIndex) {}
