package io.proconsul.server.snapshot;

import io.proconsul.rpc.snapshot.SnapshotService;

import java.util.Optional;

/** Where snapshots are saved and restored that are not this server's. Any thread. */
public interface OtherSnapshots {
    /**
     * Those of another server of the datacenter.
     *
     * @param address its {@code host:port}
     */
    SnapshotService server(String address);

    /** Those of another datacenter; empty when no way there is known. */
    Optional<SnapshotService> datacenter(String name);
}
