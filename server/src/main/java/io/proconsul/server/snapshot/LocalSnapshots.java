package io.proconsul.server.snapshot;

import io.proconsul.model.archive.ArchiveMeta;
import io.proconsul.model.archive.ArchiveWriter;
import io.proconsul.model.operator.RaftServer;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.EngineStatus;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.security.acl.UnknownTokenException;
import io.proconsul.server.fsm.RestoreLog;
import io.proconsul.server.query.Freshness;
import io.proconsul.state.Root;
import io.proconsul.state.snapshot.SnapshotWriter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Saves and restores the state of this server's datacenter; requests for others are passed on to
 * one of their servers. Both happen at the leader, except for saving what may be stale. An archive
 * holds every secret of the cluster, so the right to manage access is asked for.
 */
public final class LocalSnapshots implements SnapshotService {
    private final String datacenter;
    private final Supplier<Root> state;
    private final Supplier<EngineStatus> engine;
    private final Supplier<CompletableFuture<Long>> barrier;
    private final RestoreLog log;
    private final TokenResolver tokens;
    private final Freshness freshness;
    private final Clock clock;
    private final OtherSnapshots elsewhere;

    /**
     * @param datacenter this server's
     * @param barrier completes when the state holds all that was acknowledged before
     * @param elsewhere the snapshots of other servers and datacenters
     */
    public LocalSnapshots(
            String datacenter,
            Supplier<Root> state,
            Supplier<EngineStatus> engine,
            Supplier<CompletableFuture<Long>> barrier,
            RestoreLog log,
            TokenResolver tokens,
            Freshness freshness,
            Clock clock,
            OtherSnapshots elsewhere) {
        this.datacenter = datacenter;
        this.state = state;
        this.engine = engine;
        this.barrier = barrier;
        this.log = log;
        this.tokens = tokens;
        this.freshness = freshness;
        this.clock = clock;
        this.elsewhere = elsewhere;
    }

    @Override
    public SavedSnapshot save(SnapshotRequest request) {
        if (!request.datacenter().equals(datacenter)) {
            return there(request).save(request);
        }
        EngineStatus status = engine.get();
        if (!request.allowStale() && !status.leaderReady()) {
            return leader(status).save(request);
        }
        requireRight(request);
        if (!request.allowStale()) {
            await(barrier.get());
        }
        Root root = state.get();
        return new SavedSnapshot(freshness.of(root.index()), archive(root, status));
    }

    /** Compressed, it is a fraction of the state that is in memory anyway. */
    private InputStream archive(Root root, EngineStatus status) {
        var meta = new ArchiveMeta(root.index(), status.term(), servers(status), clock.now());
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            ArchiveWriter.write(meta, out -> SnapshotWriter.write(root, out), archive);
        } catch (IOException impossible) {
            throw new RpcException("failed to write snapshot: " + impossible.getMessage());
        }
        return new ByteArrayInputStream(archive.toByteArray());
    }

    private static List<RaftServer> servers(EngineStatus status) {
        return status.peers().stream()
                .map(peer -> new RaftServer(peer.id(), "", peer.address(), false, "", peer.voter()))
                .toList();
    }

    @Override
    public void restore(SnapshotRequest request, InputStream archive) {
        if (!request.datacenter().equals(datacenter)) {
            there(request).restore(request, archive);
            return;
        }
        if (request.allowStale()) {
            throw new RpcException("stale not allowed for restore");
        }
        EngineStatus status = engine.get();
        if (!status.leaderReady()) {
            leader(status).restore(request, archive);
            return;
        }
        requireRight(request);
        try {
            await(log.restore(archive));
        } catch (IOException bad) {
            throw new RpcException(String.valueOf(bad.getMessage()));
        }
    }

    private SnapshotService there(SnapshotRequest request) {
        return elsewhere
                .datacenter(request.datacenter())
                .orElseThrow(() -> new RpcException(RpcException.NO_DATACENTER_PATH));
    }

    private SnapshotService leader(EngineStatus status) {
        if (status.leaderAddress().isEmpty() || status.role() == EngineStatus.Role.LEADER) {
            throw new RpcException(RpcException.NO_LEADER);
        }
        return elsewhere.server(status.leaderAddress());
    }

    private void requireRight(SnapshotRequest request) {
        Authorizer authorizer;
        try {
            authorizer = tokens.resolve(request.token());
        } catch (UnknownTokenException unknown) {
            throw new RpcException(RpcException.ACL_NOT_FOUND);
        }
        if (!authorizer.allows(Resource.ACL, Access.WRITE, "")) {
            throw new RpcException(RpcException.PERMISSION_DENIED);
        }
    }

    private static void await(CompletableFuture<?> future) {
        try {
            future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RpcException("given up");
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw told(cause == null ? failure : cause);
        }
    }

    private static RpcException told(Throwable cause) {
        return switch (cause) {
            case RpcException refusal -> refusal;
            case ConsensusException.NotLeader _ -> new RpcException(RpcException.NO_LEADER);
            default -> new RpcException(String.valueOf(cause.getMessage()));
        };
    }
}
