package io.proconsul.app;

import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.net.SnapshotClient;
import io.proconsul.rpc.servers.ServerBook;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;

import java.io.InputStream;

/**
 * The snapshots of a client agent: those of the server that is asked first. It asks once, because
 * what was read of an archive cannot be sent to another.
 *
 * @param datacenter the agent's, whose servers pass requests for others on
 */
record ClientSnapshots(String datacenter, ServerBook book, SnapshotClient client)
        implements SnapshotService {
    @Override
    public SavedSnapshot save(SnapshotRequest request) {
        return server().save(request);
    }

    @Override
    public void restore(SnapshotRequest request, InputStream archive) {
        server().restore(request, archive);
    }

    private SnapshotService server() {
        return book.first(datacenter)
                .map(server -> client.at(server.address()))
                .orElseThrow(() -> new RpcException("No known Consul servers"));
    }
}
