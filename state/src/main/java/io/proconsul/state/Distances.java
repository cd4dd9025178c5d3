package io.proconsul.state;

import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.state.table.RowKey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far nodes are from one node, by the coordinates of one moment. Two nodes are compared within
 * a network segment they share. One thread.
 */
final class Distances {
    /** Distances are whole nanoseconds in 1.8.7; rows that are equally far keep their order. */
    private static final double NANOS_PER_SECOND = 1e9;

    private final Root root;
    private final Map<String, Vivaldi> own = new HashMap<>();
    private final Map<String, Double> known = new HashMap<>();

    Distances(Root root, String from) {
        this.root = root;
        for (Coordinate coordinate : of(from)) {
            if (coordinate.coord() != null) {
                own.put(coordinate.segment(), coordinate.coord());
            }
        }
    }

    /** Whether there is anything to measure from. */
    boolean isPlaced() {
        return !own.isEmpty();
    }

    /** Seconds of round-trip time; infinite for nodes that nobody knows where they are. */
    double to(String node) {
        return known.computeIfAbsent(RowKey.fold(node), this::measure);
    }

    private double measure(String node) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Coordinate there : of(node)) {
            Vivaldi here = own.get(there.segment());
            if (here != null && there.coord() != null) {
                double nanos = here.distanceTo(there.coord()) * NANOS_PER_SECOND;
                nearest = Math.min(nearest, Math.floor(nanos) / NANOS_PER_SECOND);
            }
        }
        return nearest;
    }

    private List<Coordinate> of(String node) {
        return root.coordinates().below(RowKey.within(node));
    }
}
