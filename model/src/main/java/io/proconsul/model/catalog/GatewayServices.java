package io.proconsul.model.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a gateway serves; null when that is nothing (wire reference: IndexedGatewayServices). */
public record GatewayServices(@Nullable List<GatewayService> services) {}
