package io.proconsul.model.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Nodes of the catalog by name (wire reference: IndexedNodes). */
public record Nodes(@Nullable List<Node> nodes) {}
