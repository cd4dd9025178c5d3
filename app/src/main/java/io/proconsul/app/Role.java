package io.proconsul.app;

import io.proconsul.rpc.Caller;
import io.proconsul.rpc.snapshot.SnapshotService;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What an agent is in its cluster: the server or the client behind its {@link Caller}. */
interface Role extends AutoCloseable {
    /** Begins, before gossip does. */
    void start() throws IOException;

    Caller caller();

    /** Saves and restores the cluster's state. */
    SnapshotService snapshots();

    /** Groups of {@code info}. */
    Map<String, Map<String, String>> stats();

    /** Says goodbye to the cluster; completes when the others had time to hear it. */
    CompletableFuture<Void> leave();

    @Override
    void close();
}
