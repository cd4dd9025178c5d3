package io.proconsul.model.federation;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

/**
 * Writes or removes the state of a datacenter (wire reference: FederationStateRequest).
 *
 * @param op {@link #UPSERT} or {@link #DELETE}
 */
public record FederationStateRequest(
        String datacenter, String op, @Nullable FederationState state, @Flat WriteOptions options)
        implements Write {
    public static final String UPSERT = "upsert";
    public static final String DELETE = "delete";
}
