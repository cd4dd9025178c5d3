package io.proconsul.app;

import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.model.coordinate.Vivaldi;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/** Gossip's coordinates as everybody else writes them. */
final class Coordinates {
    private Coordinates() {}

    static @Nullable Vivaldi orNull(Optional<Coordinate> place) {
        return place.map(Coordinates::of).orElse(null);
    }

    static Vivaldi of(Coordinate place) {
        return new Vivaldi(
                Arrays.stream(place.vector()).boxed().toList(),
                place.error(),
                place.adjustment(),
                place.height());
    }
}
