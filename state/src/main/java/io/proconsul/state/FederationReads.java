package io.proconsul.state;

import io.proconsul.model.federation.FederationState;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import java.util.List;
import java.util.Set;

/**
 * Questions about the states of datacenters.
 *
 * @param datacenter whose; empty for all
 */
record FederationReads(String datacenter) implements Read<List<FederationState>> {
    @Override
    public Set<Topic> topics() {
        return Set.of(new Topic.Whole(Table.FEDERATION_STATES));
    }

    @Override
    public long index(Root root) {
        return root.indexes().of(Indexes.FEDERATION_STATES);
    }

    @Override
    public Reading<List<FederationState>> on(Root root) {
        return new Reading<>(index(root), found(root));
    }

    private List<FederationState> found(Root root) {
        if (datacenter.isEmpty()) {
            return root.federation().below("");
        }
        FederationState one = root.federation().get(RowKey.fold(datacenter));
        return one == null ? List.of() : List.of(one);
    }
}
