package io.proconsul.model.health;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Wire reference: IndexedHealthChecks. */
public record HealthChecks(@Nullable List<HealthCheck> healthChecks) {}
