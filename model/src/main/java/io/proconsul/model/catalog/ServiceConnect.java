package io.proconsul.model.catalog;

import io.proconsul.model.wire.Ignores;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

/**
 * How a service takes part in the mesh.
 *
 * @param nativeMesh the service speaks mutual TLS itself
 * @param sidecarService a proxy to register beside it; resolved by the agent, never stored in the
 *     catalog
 */
@Ignores(everything = true)
public record ServiceConnect(
        @Wire(value = "Native", json = Json.OMIT_EMPTY) boolean nativeMesh,
        @Wire(also = "sidecar_service", json = Json.OMIT_EMPTY, selectable = false)
                @Nullable ServiceDefinition sidecarService) {
    public static final ServiceConnect NONE = new ServiceConnect(false, null);
}
