package io.proconsul.model.internal;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Wire reference: IndexedNodeDump. */
public record NodeDump(@Nullable List<WholeNode> dump) {}
