package io.proconsul.model.coordinate;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A point in the space of round-trip times, in seconds (Dabek et al., Vivaldi, 2004). */
public record Vivaldi(@Nullable List<Double> vec, double error, double adjustment, double height) {}
