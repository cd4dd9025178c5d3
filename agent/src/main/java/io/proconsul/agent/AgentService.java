package io.proconsul.agent;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.ServiceAddress;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A local service as the agent's endpoints show it: lists and maps are never null, what only
 * proxies and mesh services have is left out for the others.
 *
 * @param contentHash 16 hexadecimal digits that change with the content; only on the endpoint that
 *     shows one service
 */
public record AgentService(
        @Wire(json = Json.OMIT_EMPTY) String kind,
        @Wire("ID") String id,
        @Wire("Service") String name,
        List<String> tags,
        Map<String, String> meta,
        int port,
        String address,
        @Wire(json = Json.OMIT_EMPTY) @Nullable Map<String, ServiceAddress> taggedAddresses,
        Weights weights,
        boolean enableTagOverride,
        @Wire(json = Json.OMIT_EMPTY) String contentHash,
        @Wire(json = Json.OMIT_EMPTY) @Nullable ConnectProxyConfig proxy,
        @Wire(json = Json.OMIT_EMPTY) @Nullable ServiceConnect connect) {}
