package io.proconsul.model.federation;

import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How one datacenter is reached (wire reference: FederationState).
 *
 * @param meshGateways null without any
 * @param updatedAt when its leader wrote it, by that server's clock
 * @param primaryModifyIndex the modify index in the primary datacenter
 */
public record FederationState(
        String datacenter,
        @Wire(json = Json.OMIT_EMPTY) @Nullable List<CheckServiceNode> meshGateways,
        Instant updatedAt,
        long primaryModifyIndex,
        long createIndex,
        long modifyIndex) {

    /** The same at another moment of the log, in the primary datacenter. */
    public FederationState withIndexes(long created, long modified) {
        return new FederationState(
                datacenter, meshGateways, updatedAt, modified, created, modified);
    }
}
