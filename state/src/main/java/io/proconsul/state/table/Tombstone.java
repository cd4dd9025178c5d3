package io.proconsul.state.table;

/**
 * The trace of a deleted key or prefix, so that the index of a prefix above it does not go back.
 *
 * @param index the state index of the deletion
 */
public record Tombstone(String key, long index) {}
