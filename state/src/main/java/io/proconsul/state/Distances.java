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
                nearest = Math.min(nearest, here.distanceTo(there.coord()));
            }
        }
        return nearest;
    }

    private List<Coordinate> of(String node) {
        return root.coordinates().below(RowKey.within(node));
    }
}
