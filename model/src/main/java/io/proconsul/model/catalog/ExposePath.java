package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

/** A path that a proxy serves without mutual TLS. */
public record ExposePath(
        @Wire(also = "listener_port", json = Json.OMIT_EMPTY) int listenerPort,
        @Wire(json = Json.OMIT_EMPTY) String path,
        @Wire(also = "local_path_port", json = Json.OMIT_EMPTY) int localPathPort,
        @Wire(json = Json.OMIT_EMPTY) String protocol,
        boolean parsedFromCheck) {}
