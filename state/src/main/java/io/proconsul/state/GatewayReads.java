package io.proconsul.state;

import io.proconsul.model.catalog.GatewayService;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.watch.Topic;

import java.util.List;
import java.util.Set;

/**
 * What the gateways of the mesh are configured to serve. Configuration entries cannot be written
 * here; those of a restored snapshot are carried along unread, and change only with the next
 * restore, which wakes everybody who waits.
 */
record GatewayReads() implements Read<List<GatewayService>> {
    @Override
    public Set<Topic> topics() {
        return Set.of();
    }

    @Override
    public long index(Root root) {
        return root.indexes().of(Indexes.GATEWAY_SERVICES);
    }

    @Override
    public Reading<List<GatewayService>> on(Root root) {
        return new Reading<>(index(root), List.of());
    }
}
