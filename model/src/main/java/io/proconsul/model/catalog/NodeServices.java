package io.proconsul.model.catalog;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** A node with its instances by service id. */
public record NodeServices(@Nullable Node node, @Nullable Map<String, NodeService> services) {}
