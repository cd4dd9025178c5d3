package io.proconsul.rpc.snapshot;

/**
 * What is asked of a snapshot connection.
 *
 * @param allowStale for saving: whoever is asked may answer from what it has
 * @param datacenter never empty
 * @param op {@link #SAVE} or {@link #RESTORE}
 * @param token the caller's secret; empty means none was given
 */
public record SnapshotRequest(boolean allowStale, String datacenter, int op, String token) {
    public static final int SAVE = 0;
    public static final int RESTORE = 1;

    public static SnapshotRequest save(String datacenter, String token, boolean allowStale) {
        return new SnapshotRequest(allowStale, datacenter, SAVE, token);
    }

    public static SnapshotRequest restore(String datacenter, String token) {
        return new SnapshotRequest(false, datacenter, RESTORE, token);
    }
}
