package io.proconsul.model.command;

import io.proconsul.model.coordinate.Coordinate;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Where some nodes stand now; those that are in no catalog are passed over. */
public record CoordinateBatch(@Nullable List<Coordinate> updates) {}
