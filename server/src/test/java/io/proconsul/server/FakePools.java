package io.proconsul.server;

import io.proconsul.model.coordinate.DatacenterMap;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.server.endpoint.GossipPools;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The pools of a server that is alone in them; remembers who was made to leave. */
final class FakePools implements GossipPools {
    final List<String> forcedOut = new ArrayList<>();
    private final GossipPools none;

    FakePools(String node) {
        none = GossipPools.none("dc1", node);
    }

    @Override
    public List<DatacenterMap> datacenterMaps() {
        return none.datacenterMaps();
    }

    @Override
    public CompletableFuture<Void> fire(String name, byte @Nullable [] payload) {
        return none.fire(name, payload);
    }

    @Override
    public CompletableFuture<Void> forceLeave(String node) {
        forcedOut.add(node);
        return CompletableFuture.failedFuture(new IllegalStateException("nobody heard it"));
    }

    @Override
    public CompletableFuture<List<KeyringResponse>> keyring(KeyringRequest request) {
        return none.keyring(request);
    }
}
