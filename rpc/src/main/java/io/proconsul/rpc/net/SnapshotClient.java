package io.proconsul.rpc.net;

import io.proconsul.model.snapshot.SnapshotReply;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;

/** Saves and restores at another server, on a connection for each. Threads that may block. */
public final class SnapshotClient {
    private static final RecordCodec<SnapshotRequest> REQUEST =
            RecordCodec.of(SnapshotRequest.class);
    private static final RecordCodec<SnapshotReply> REPLY = RecordCodec.of(SnapshotReply.class);

    private final Connector connector;

    public SnapshotClient(Connector connector) {
        this.connector = connector;
    }

    /**
     * The snapshots of one server.
     *
     * @param server resolved
     */
    public SnapshotService at(InetSocketAddress server) {
        return new SnapshotService() {
            @Override
            public SavedSnapshot save(SnapshotRequest request) {
                return SnapshotClient.this.save(server, request);
            }

            @Override
            public void restore(SnapshotRequest request, InputStream archive) {
                SnapshotClient.this.restore(server, request, archive);
            }
        };
    }

    /** The connection stays open until the archive is closed. */
    private SavedSnapshot save(InetSocketAddress server, SnapshotRequest request) {
        SnapshotChannel channel = open(server);
        try {
            channel.write(REQUEST, request);
            channel.endOutput();
            SnapshotReply reply = accepted(channel.read(REPLY));
            return new SavedSnapshot(reply.meta(), channel.input());
        } catch (IOException failure) {
            channel.close();
            throw told(failure);
        } catch (RpcException refusal) {
            channel.close();
            throw refusal;
        }
    }

    private void restore(InetSocketAddress server, SnapshotRequest request, InputStream archive) {
        try (SnapshotChannel channel = open(server)) {
            channel.write(REQUEST, request);
            channel.write(archive);
            channel.endOutput();
            accepted(channel.read(REPLY));
        } catch (IOException failure) {
            throw told(failure);
        }
    }

    private SnapshotChannel open(InetSocketAddress server) {
        var channel = new SnapshotChannel();
        connector.open(
                connector.nextLoop(), server, FirstByte.SNAPSHOT, channel, channel::notOpened);
        try {
            return channel.begun().get();
        } catch (ExecutionException failure) {
            Throwable why = failure.getCause();
            throw new RpcException(String.valueOf(why == null ? failure : why.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RpcException("given up");
        }
    }

    private static SnapshotReply accepted(SnapshotReply reply) {
        if (!reply.error().isEmpty()) {
            throw new RpcException(reply.error());
        }
        return reply;
    }

    private static RpcException told(IOException failure) {
        return new RpcException("failed to decode response: " + failure.getMessage());
    }
}
