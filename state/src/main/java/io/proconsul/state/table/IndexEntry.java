package io.proconsul.state.table;

/**
 * The index of a table or of a part of one. The snapshot record of the same name (snapshot format,
 * section 3).
 */
public record IndexEntry(String key, long value) {}
