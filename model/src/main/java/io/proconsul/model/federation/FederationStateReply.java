package io.proconsul.model.federation;

import org.jspecify.annotations.Nullable;

/** One state; null when unknown (wire reference: FederationStateResponse). */
public record FederationStateReply(@Nullable FederationState state) {}
