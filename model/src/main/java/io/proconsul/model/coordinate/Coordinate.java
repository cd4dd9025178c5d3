package io.proconsul.model.coordinate;

import org.jspecify.annotations.Nullable;

/** Where a node stands in the space of round-trip times (wire reference: Coordinate). */
public record Coordinate(String node, String segment, @Nullable Vivaldi coord) {}
