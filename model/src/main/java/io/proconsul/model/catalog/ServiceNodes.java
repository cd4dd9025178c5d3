package io.proconsul.model.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Instances with their nodes (wire reference: IndexedServiceNodes). */
public record ServiceNodes(@Nullable List<ServiceNode> serviceNodes) {}
