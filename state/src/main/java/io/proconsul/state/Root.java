package io.proconsul.state;

import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.state.table.CatalogTable;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Kept;
import io.proconsul.state.table.KeyTable;
import io.proconsul.state.table.QueryTable;
import io.proconsul.state.table.SessionTable;
import io.proconsul.state.tree.RadixTree;

import org.jspecify.annotations.Nullable;

/**
 * The whole state at one moment: immutable, shares all that did not change with the moments before.
 * Asked through {@link Reads}; the tables are for whoever writes them out.
 *
 * @param index how many commands made this state; what new rows show as their indexes. Never goes
 *     back
 * @param epoch changes when a snapshot was installed or tombstones were reaped: the indexes of
 *     single results may then have gone back, and nothing computed before stands any more. Local to
 *     this process
 * @param coordinates by node and segment
 * @param federation by datacenter
 * @param autopilot null until somebody has put one
 */
public record Root(
        long index,
        long epoch,
        KeyTable keys,
        CatalogTable catalog,
        SessionTable sessions,
        QueryTable queries,
        RadixTree<Coordinate> coordinates,
        RadixTree<FederationState> federation,
        @Nullable AutopilotConfig autopilot,
        Indexes indexes,
        Kept kept) {
    /** The state before the first command. */
    public static final Root EMPTY =
            new Root(
                    0,
                    0,
                    KeyTable.EMPTY,
                    CatalogTable.EMPTY,
                    SessionTable.EMPTY,
                    QueryTable.EMPTY,
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    null,
                    Indexes.NONE,
                    Kept.NONE);

    Root at(long newIndex, long newEpoch) {
        return new Root(
                newIndex,
                newEpoch,
                keys,
                catalog,
                sessions,
                queries,
                coordinates,
                federation,
                autopilot,
                indexes,
                kept);
    }
}
