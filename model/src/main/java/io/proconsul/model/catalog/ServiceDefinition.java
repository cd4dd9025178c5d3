package io.proconsul.model.catalog;

import io.proconsul.model.health.CheckType;
import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A service as an operator or an application defines it: with its checks, before the agent resolved
 * it.
 */
public record ServiceDefinition(
        String kind,
        @Wire("ID") String id,
        String name,
        @Nullable List<String> tags,
        String address,
        @Wire(also = "tagged_addresses") @Nullable Map<String, ServiceAddress> taggedAddresses,
        @Nullable Map<String, String> meta,
        int port,
        CheckType check,
        @Nullable List<CheckType> checks,
        @Nullable Weights weights,
        String token,
        @Wire(also = "enable_tag_override") boolean enableTagOverride,
        @Nullable ConnectProxyConfig proxy,
        @Nullable ServiceConnect connect) {}
