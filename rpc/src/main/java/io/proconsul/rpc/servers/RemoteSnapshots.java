package io.proconsul.rpc.servers;

import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.net.SnapshotClient;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;

import java.io.InputStream;

/**
 * Snapshots of an agent that is no server: the preferred server saves and restores, or passes on.
 * Not repeated, for what was read of an archive cannot be read again.
 */
public final class RemoteSnapshots implements SnapshotService {
    private final SnapshotClient client;
    private final ServerBook book;
    private final String datacenter;

    /**
     * @param datacenter this agent's
     */
    public RemoteSnapshots(SnapshotClient client, ServerBook book, String datacenter) {
        this.client = client;
        this.book = book;
        this.datacenter = datacenter;
    }

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
                .orElseThrow(() -> new RpcException(RemoteCaller.NO_SERVERS));
    }
}
