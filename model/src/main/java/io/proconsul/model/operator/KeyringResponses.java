package io.proconsul.model.operator;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One answer for each gossip pool. */
public record KeyringResponses(@Nullable List<KeyringResponse> responses) {}
