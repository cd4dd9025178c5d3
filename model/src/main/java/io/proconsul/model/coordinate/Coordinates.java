package io.proconsul.model.coordinate;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Wire reference: IndexedCoordinates. */
public record Coordinates(@Nullable List<Coordinate> coordinates) {}
