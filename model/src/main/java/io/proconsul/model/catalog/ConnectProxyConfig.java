package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What a proxy instance stands in front of; all empty for everything that is not a proxy. */
public record ConnectProxyConfig(
        @Wire(also = "destination_service_name", json = Json.OMIT_EMPTY)
                String destinationServiceName,
        @Wire(
                        value = "DestinationServiceID",
                        also = "destination_service_id",
                        json = Json.OMIT_EMPTY)
                String destinationServiceId,
        @Wire(also = "local_service_address", json = Json.OMIT_EMPTY) String localServiceAddress,
        @Wire(also = "local_service_port", json = Json.OMIT_EMPTY) int localServicePort,
        @Wire(json = Json.OMIT_EMPTY, selectable = false) @Nullable Map<String, Object> config,
        @Wire(json = Json.OMIT_EMPTY) @Nullable List<Upstream> upstreams,
        MeshGatewayConfig meshGateway,
        ExposeConfig expose) {
    public static final ConnectProxyConfig NONE =
            new ConnectProxyConfig(
                    "", "", "", 0, null, null, MeshGatewayConfig.NONE, ExposeConfig.NONE);
}
