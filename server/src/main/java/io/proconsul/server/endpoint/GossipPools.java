package io.proconsul.server.endpoint;

import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.DatacenterMap;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.rpc.RpcException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a server asks of the gossip pools it is in. Any thread; nobody waits. Failures are {@link
 * RpcException}s.
 */
public interface GossipPools {
    /** Where the servers of each datacenter stand, as the pool of all servers knows them. */
    List<DatacenterMap> datacenterMaps();

    /**
     * Tells the members of this datacenter of an event.
     *
     * @param payload the packed event, handed on as it is
     */
    CompletableFuture<Void> fire(String name, byte @Nullable [] payload);

    /**
     * Lists or changes keys in the pools of this server: one answer for each pool. Other
     * datacenters are asked by whoever implements this, unless the request forbids it.
     */
    CompletableFuture<List<KeyringResponse>> keyring(KeyringRequest request);

    /**
     * Tells all that a failed member of this datacenter has left, in every pool it is in. A member
     * that lives denies it.
     */
    CompletableFuture<Void> forceLeave(String node);

    /** For a server that is in no pool: it knows itself, and nobody hears its events. */
    static GossipPools none(String datacenter, String node) {
        return new GossipPools() {
            @Override
            public List<DatacenterMap> datacenterMaps() {
                var self = new Coordinate(node, "", Vivaldi.ORIGIN);
                return List.of(new DatacenterMap(datacenter, DatacenterMap.WAN, List.of(self)));
            }

            @Override
            public CompletableFuture<Void> fire(String name, byte @Nullable [] payload) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletableFuture<Void> forceLeave(String member) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletableFuture<List<KeyringResponse>> keyring(KeyringRequest request) {
                return CompletableFuture.completedFuture(
                        List.of(off(true, node + "." + datacenter), off(false, node)));
            }

            private KeyringResponse off(boolean wan, String member) {
                return new KeyringResponse(
                        wan,
                        datacenter,
                        "",
                        Map.of(member, "Keyring is empty (encryption not enabled)"),
                        Map.of(),
                        Map.of(),
                        1,
                        "1/1 nodes reported failure");
            }
        };
    }
}
