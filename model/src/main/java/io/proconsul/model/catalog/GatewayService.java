package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A service that a gateway is configured to serve, as {@code /v1/catalog/gateway-services} answers
 * it.
 *
 * @param fromWildcard the configuration names all services, not this one
 */
public record GatewayService(
        LinkedName gateway,
        LinkedName service,
        String gatewayKind,
        @Wire(json = Json.OMIT_EMPTY) int port,
        @Wire(json = Json.OMIT_EMPTY) String protocol,
        @Wire(json = Json.OMIT_EMPTY) @Nullable List<String> hosts,
        @Wire(value = "CAFile", json = Json.OMIT_EMPTY) String caFile,
        @Wire(json = Json.OMIT_EMPTY) String certFile,
        @Wire(json = Json.OMIT_EMPTY) String keyFile,
        @Wire(value = "SNI", json = Json.OMIT_EMPTY) String sni,
        @Wire(json = Json.OMIT_EMPTY) boolean fromWildcard,
        long createIndex,
        long modifyIndex) {}
