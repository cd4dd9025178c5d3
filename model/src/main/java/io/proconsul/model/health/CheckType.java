package io.proconsul.model.health;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A check as an operator or an application defines it, for the agent that runs it (wire reference:
 * CheckType).
 */
public record CheckType(
        @Wire("CheckID") String checkId,
        String name,
        String status,
        String notes,
        @Nullable List<String> scriptArgs,
        @Wire("HTTP") String http,
        @Nullable Map<String, List<String>> header,
        String method,
        String body,
        @Wire("TCP") String tcp,
        Duration interval,
        String aliasNode,
        String aliasService,
        @Wire("DockerContainerID") String dockerContainerId,
        String shell,
        @Wire("GRPC") String grpc,
        @Wire("GRPCUseTLS") boolean grpcUseTls,
        @Wire("TLSSkipVerify") boolean tlsSkipVerify,
        Duration timeout,
        @Wire("TTL") Duration ttl,
        int successBeforePassing,
        int failuresBeforeCritical,
        @Wire("ProxyHTTP") String proxyHttp,
        @Wire("ProxyGRPC") String proxyGrpc,
        Duration deregisterCriticalServiceAfter,
        int outputMaxSize) {}
