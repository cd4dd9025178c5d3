package io.proconsul.state;

import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import java.util.List;
import java.util.Set;

/**
 * Questions about coordinates.
 *
 * @param node whose; empty for all
 */
record CoordinateReads(String node) implements Read<List<Coordinate>> {
    @Override
    public Set<Topic> topics() {
        return Set.of(new Topic.Whole(Table.COORDINATES));
    }

    @Override
    public long index(Root root) {
        return root.indexes().of(Indexes.COORDINATES);
    }

    @Override
    public Reading<List<Coordinate>> on(Root root) {
        String prefix = node.isEmpty() ? "" : RowKey.within(node);
        return new Reading<>(index(root), root.coordinates().below(prefix));
    }
}
