package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

/** Through which mesh gateway traffic goes; an empty mode leaves it to the defaults. */
public record MeshGatewayConfig(@Wire(json = Json.OMIT_EMPTY) String mode) {
    public static final MeshGatewayConfig NONE = new MeshGatewayConfig("");
}
