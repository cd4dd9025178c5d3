package io.proconsul.model.health;

import io.proconsul.model.wire.Ignores;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a check in the catalog does, for whoever runs it; empty for most. */
@Ignores(everything = true)
public record HealthCheckDefinition(
        @Wire(json = Json.OMIT_EMPTY, text = true) Duration interval,
        @Wire(json = Json.OMIT_EMPTY) long outputMaxSize,
        @Wire(json = Json.OMIT_EMPTY, text = true) Duration timeout,
        @Wire(json = Json.OMIT_EMPTY, text = true) Duration deregisterCriticalServiceAfter,
        @Wire(value = "HTTP", json = Json.OMIT_EMPTY) String http,
        @Wire(value = "TLSSkipVerify", json = Json.OMIT_EMPTY) boolean tlsSkipVerify,
        @Wire(json = Json.OMIT_EMPTY) @Nullable Map<String, List<String>> header,
        @Wire(json = Json.OMIT_EMPTY) String method,
        @Wire(json = Json.OMIT_EMPTY) String body,
        @Wire(value = "TCP", json = Json.OMIT_EMPTY) String tcp,
        @Wire(json = Json.OMIT_EMPTY) @Nullable List<String> scriptArgs,
        @Wire(value = "DockerContainerID", json = Json.OMIT_EMPTY) String dockerContainerId,
        @Wire(json = Json.OMIT_EMPTY) String shell,
        @Wire(value = "GRPC", json = Json.OMIT_EMPTY) String grpc,
        @Wire(value = "GRPCUseTLS", json = Json.OMIT_EMPTY) boolean grpcUseTls,
        @Wire(json = Json.OMIT_EMPTY) String aliasNode,
        @Wire(json = Json.OMIT_EMPTY) String aliasService,
        @Wire(value = "TTL", json = Json.OMIT_EMPTY) Duration ttl) {
    public static final HealthCheckDefinition NONE =
            new HealthCheckDefinition(
                    Duration.ZERO,
                    0,
                    Duration.ZERO,
                    Duration.ZERO,
                    "",
                    false,
                    null,
                    "",
                    "",
                    "",
                    null,
                    "",
                    "",
                    "",
                    false,
                    "",
                    "",
                    Duration.ZERO);
}
