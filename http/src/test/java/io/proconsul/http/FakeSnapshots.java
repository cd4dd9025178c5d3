package io.proconsul.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Saves always the same and remembers what it was given to restore. */
final class FakeSnapshots implements SnapshotService {
    static final String ARCHIVE = "an archive";

    final List<String> restored = new ArrayList<>();
    final List<SnapshotRequest> requests = new ArrayList<>();
    String refusal = "";

    @Override
    public SavedSnapshot save(SnapshotRequest request) {
        note(request);
        return new SavedSnapshot(
                QueryMeta.leader(7), new ByteArrayInputStream(ARCHIVE.getBytes(UTF_8)));
    }

    @Override
    public void restore(SnapshotRequest request, InputStream archive) {
        note(request);
        try {
            restored.add(new String(archive.readAllBytes(), UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void note(SnapshotRequest request) {
        requests.add(request);
        if (!refusal.isEmpty()) {
            throw new RpcException(refusal);
        }
    }
}
