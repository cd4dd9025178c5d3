package io.proconsul.model.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A node with its instances in a list; both null when the node is unknown. */
public record NodeServiceList(@Nullable Node node, @Nullable List<NodeService> services) {}
