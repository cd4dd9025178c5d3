package io.proconsul.state;

import io.proconsul.state.watch.Topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Rows sorted by the distance of their nodes. Who waits is not told when distances change, as those
 * change all the time; hence such results are not worth keeping for the next who asks.
 *
 * @param node the node a row belongs to
 * @param from where distance is measured; rows stay in their order while nobody knows where it is
 */
record NearestFirst<T>(Read<List<T>> rows, Function<T, String> node, String from)
        implements Read<List<T>> {
    @Override
    public Set<Topic> topics() {
        return rows.topics();
    }

    @Override
    public long index(Root root) {
        return rows.index(root);
    }

    @Override
    public Reading<List<T>> on(Root root) {
        Reading<List<T>> reading = rows.on(root);
        return new Reading<>(reading.index(), sorted(root, reading.value(), node, from));
    }

    /** Rows that were read already, sorted the same way. */
    static <T> List<T> sorted(Root root, List<T> rows, Function<T, String> node, String from) {
        Distances distances = new Distances(root, from);
        if (!distances.isPlaced()) {
            return rows;
        }
        List<T> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(row -> distances.to(node.apply(row))));
        return List.copyOf(sorted);
    }
}
