package io.proconsul.http.handler;

import io.proconsul.http.message.BrokenBodyException;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Stream;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.BodyLimit;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code /v1/snapshot}: the whole state as an archive, out and in. */
public final class SnapshotEndpoints implements Family {
    /** Larger archives are refused; a body is in memory until it is restored. */
    private static final BodyLimit ARCHIVE = new BodyLimit(512L << 20, "");

    private static final Header GZIP = MediaType.of("application/x-gzip");
    private static final int PIECE = 64 * 1024;

    private final SnapshotService snapshots;
    private final Questions questions;
    private final Executor threads;

    /**
     * @param threads starts each task on a virtual thread of its own
     */
    public SnapshotEndpoints(SnapshotService snapshots, Questions questions, Executor threads) {
        this.snapshots = snapshots;
        this.questions = questions;
        this.threads = threads;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/snapshot", Endpoint.get(this::save), Endpoint.put(this::restore, ARCHIVE));
    }

    private CompletableFuture<Response> save(Request request) {
        SnapshotRequest question = question(request, SnapshotRequest.SAVE);
        return Pending.run(threads, () -> saved(snapshots.save(question)));
    }

    private static Response saved(SavedSnapshot snapshot) {
        Stream archive = outlet -> write(snapshot, outlet);
        return IndexHeaders.add(Response.empty(200).with(GZIP).carrying(archive), snapshot.meta());
    }

    private static void write(SavedSnapshot snapshot, Stream.Outlet outlet)
            throws IOException, InterruptedException {
        try (snapshot) {
            byte[] buffer = new byte[PIECE];
            for (int count = snapshot.archive().read(buffer);
                    count >= 0;
                    count = snapshot.archive().read(buffer)) {
                outlet.write(Arrays.copyOf(buffer, count));
            }
        }
    }

    private CompletableFuture<Response> restore(Request request) {
        SnapshotRequest question = question(request, SnapshotRequest.RESTORE);
        if (question.allowStale()) {
            throw Refusal.failed("stale not allowed for restore");
        }
        byte[] archive = archive(request);
        return Pending.run(
                threads,
                () -> {
                    snapshots.restore(question, new ByteArrayInputStream(archive));
                    return Response.empty(200);
                });
    }

    private static byte[] archive(Request request) {
        try {
            return request.body().bytes();
        } catch (BrokenBodyException broken) {
            throw Refusal.failed("failed to read snapshot file: " + broken.getMessage());
        }
    }

    private SnapshotRequest question(Request request, int op) {
        QueryOptions options = questions.freshness(request);
        return new SnapshotRequest(
                questions.datacenter(request), options.token(), options.allowStale(), op);
    }
}
