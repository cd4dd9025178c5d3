package io.proconsul.state.table;

import io.proconsul.model.coordinate.Vivaldi;

import org.jspecify.annotations.Nullable;

/** Where a node stands in the space of round-trip times (wire reference: Coordinate). */
public record Coordinate(@Nullable Vivaldi coord, String node, String segment) {}
