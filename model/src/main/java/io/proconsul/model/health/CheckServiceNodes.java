package io.proconsul.model.health;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Wire reference: IndexedCheckServiceNodes. */
public record CheckServiceNodes(@Nullable List<CheckServiceNode> nodes) {}
