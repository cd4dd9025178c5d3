package io.proconsul.rpc.net;

import io.proconsul.rpc.Caller;
import io.proconsul.rpc.snapshot.SnapshotService;

import java.util.Optional;

/**
 * Who answers what comes in on the port.
 *
 * @param calls all calls, by name
 * @param snapshots connections that save or restore
 * @param frames the frames of Raft peers
 * @param tls receives TLS; without it, connections that begin so are refused
 */
public record RpcServices(
        Caller calls, SnapshotService snapshots, FrameHandler frames, Optional<AcceptedTls> tls) {}
