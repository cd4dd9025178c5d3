package io.proconsul.model.federation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** All states by datacenter (wire reference: IndexedFederationStates). */
public record FederationStates(@Nullable List<FederationState> states) {}
