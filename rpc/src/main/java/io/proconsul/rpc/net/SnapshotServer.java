package io.proconsul.rpc.net;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.snapshot.SnapshotReply;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/** Serves one snapshot connection, on a thread of its own. */
final class SnapshotServer {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.snapshot");

    private static final RecordCodec<SnapshotRequest> REQUEST =
            RecordCodec.of(SnapshotRequest.class);
    private static final RecordCodec<SnapshotReply> REPLY = RecordCodec.of(SnapshotReply.class);

    private static final QueryMeta NO_META = new QueryMeta(0, Duration.ZERO, false, "");
    private static final SnapshotReply RESTORED = new SnapshotReply("", NO_META);

    private final SnapshotService snapshots;

    SnapshotServer(SnapshotService snapshots) {
        this.snapshots = snapshots;
    }

    void serve(SnapshotChannel channel) {
        try (channel) {
            SnapshotRequest request = channel.read(REQUEST);
            switch (request.op()) {
                case SnapshotRequest.SAVE -> save(channel, request);
                case SnapshotRequest.RESTORE -> restore(channel, request);
                default -> refuse(channel, "unrecognized snapshot op \"" + request.op() + "\"");
            }
        } catch (IOException failure) {
            LOG.atWarn().addKeyValue("error", failure.getMessage()).log("Snapshot RPC failed");
        }
    }

    private void save(SnapshotChannel channel, SnapshotRequest request) throws IOException {
        SavedSnapshot saved;
        try {
            saved = snapshots.save(request);
        } catch (RpcException refusal) {
            refuse(channel, String.valueOf(refusal.getMessage()));
            return;
        }
        try (saved) {
            channel.write(REPLY, new SnapshotReply("", saved.meta()));
            channel.write(saved.archive());
        }
    }

    private void restore(SnapshotChannel channel, SnapshotRequest request) throws IOException {
        try {
            snapshots.restore(request, channel.input());
        } catch (RpcException refusal) {
            refuse(channel, String.valueOf(refusal.getMessage()));
            return;
        }
        channel.write(REPLY, RESTORED);
    }

    private static void refuse(SnapshotChannel channel, String error) throws IOException {
        channel.write(REPLY, new SnapshotReply(error, NO_META));
    }
}
