package io.proconsul.model.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Service names with the distinct tags of their instances (wire reference: IndexedServices). */
public record ServiceTags(@Nullable Map<String, List<String>> services) {}
