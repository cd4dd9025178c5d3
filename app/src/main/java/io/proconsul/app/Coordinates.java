package io.proconsul.app;

import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.model.coordinate.Vivaldi;

import java.util.Arrays;

/** Gossip's coordinates as everybody else writes them. */
final class Coordinates {
    private Coordinates() {}

    static Vivaldi of(Coordinate place) {
        return new Vivaldi(
                Arrays.stream(place.vector()).boxed().toList(),
                place.error(),
                place.adjustment(),
                place.height());
    }
}
