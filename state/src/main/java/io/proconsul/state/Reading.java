package io.proconsul.state;

import org.jspecify.annotations.Nullable;

/**
 * What a read found, and the index it is as new as: it grows exactly when the result may have
 * changed.
 */
public record Reading<T extends @Nullable Object>(long index, T value) {}
