package io.proconsul.model.health;

import io.proconsul.model.wire.Ignores;
import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A check as an operator or an application defines it, for the agent that runs it (wire reference:
 * CheckType).
 */
@Ignores({"ServiceID", "service_id"})
public record CheckType(
        @Wire("CheckID") String checkId,
        String name,
        String status,
        String notes,
        @Wire(also = {"args", "script_args"}) @Nullable List<String> scriptArgs,
        @Wire("HTTP") String http,
        @Nullable Map<String, List<String>> header,
        String method,
        String body,
        @Wire("TCP") String tcp,
        Duration interval,
        String aliasNode,
        String aliasService,
        @Wire(value = "DockerContainerID", also = "docker_container_id") String dockerContainerId,
        String shell,
        @Wire("GRPC") String grpc,
        @Wire("GRPCUseTLS") boolean grpcUseTls,
        @Wire(value = "TLSSkipVerify", also = "tls_skip_verify") boolean tlsSkipVerify,
        Duration timeout,
        @Wire("TTL") Duration ttl,
        int successBeforePassing,
        int failuresBeforeCritical,
        @Wire("ProxyHTTP") String proxyHttp,
        @Wire("ProxyGRPC") String proxyGrpc,
        @Wire(also = "deregister_critical_service_after") Duration deregisterCriticalServiceAfter,
        int outputMaxSize) {
    /** A definition that says nothing: what stands where no check is defined. */
    public static final CheckType NONE =
            new CheckType(
                    "",
                    "",
                    "",
                    "",
                    null,
                    "",
                    null,
                    "",
                    "",
                    "",
                    Duration.ZERO,
                    "",
                    "",
                    "",
                    "",
                    "",
                    false,
                    false,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    0,
                    "",
                    "",
                    Duration.ZERO,
                    0);
}
