package io.proconsul.model.snapshot;

/**
 * What stands in front of a connection that carries a snapshot (wire reference, section 9.1).
 *
 * @param allowStale any server may save what it has
 * @param op {@link #SAVE} or {@link #RESTORE}
 */
public record SnapshotRequest(String datacenter, String token, boolean allowStale, int op) {
    public static final int SAVE = 0;
    public static final int RESTORE = 1;
}
