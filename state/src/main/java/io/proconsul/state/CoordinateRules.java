package io.proconsul.state;

import io.proconsul.model.command.CoordinateBatch;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

/** What happens to coordinates when nodes tell where they stand. */
final class CoordinateRules {
    private final Draft draft;

    CoordinateRules(Draft draft) {
        this.draft = draft;
    }

    /** Nodes may have gone while their updates were being gathered; those are passed over. */
    void put(CoordinateBatch batch) {
        boolean any = false;
        if (batch.updates() != null) {
            for (Coordinate update : batch.updates()) {
                any |= put(update);
            }
        }
        if (any) {
            draft.raise(Indexes.COORDINATES);
            draft.changed(new Topic.Whole(Table.COORDINATES));
        }
    }

    private boolean put(Coordinate update) {
        if (draft.catalog.node(update.node()) == null) {
            return false;
        }
        draft.coordinates.put(RowKey.of(update.node(), update.segment()), update);
        return true;
    }
}
