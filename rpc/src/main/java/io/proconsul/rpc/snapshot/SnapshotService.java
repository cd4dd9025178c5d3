package io.proconsul.rpc.snapshot;

import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.RpcException;

import java.io.InputStream;

/**
 * Saves and restores the state of a datacenter, wherever that happens. Called on threads that may
 * block; an interrupt gives up.
 */
public interface SnapshotService {
    /**
     * Saves.
     *
     * @throws RpcException when it is refused; the text is the wire's
     */
    SavedSnapshot save(SnapshotRequest request);

    /**
     * Restores from an archive, which is read to its end; returns when the state is the archive's.
     *
     * @throws RpcException when it is refused or the archive is bad; the text is the wire's
     */
    void restore(SnapshotRequest request, InputStream archive);

    /** For those who have nothing to save: refuses everything with that text. */
    static SnapshotService refusing(String text) {
        return new SnapshotService() {
            @Override
            public SavedSnapshot save(SnapshotRequest request) {
                throw new RpcException(text);
            }

            @Override
            public void restore(SnapshotRequest request, InputStream archive) {
                throw new RpcException(text);
            }
        };
    }
}
