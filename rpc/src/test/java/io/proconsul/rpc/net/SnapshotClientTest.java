package io.proconsul.rpc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

class SnapshotClientTest {
    private static final byte[] ARCHIVE = new byte[5_000_000];

    static {
        for (int i = 0; i < ARCHIVE.length; i++) {
            ARCHIVE[i] = (byte) (i * 31 >> 3);
        }
    }

    private final Store store = new Store();
    private final Port port =
            new Port(RpcLimits.DEFAULT, store, CompletableFuture::completedFuture);
    private final SnapshotService remote = new SnapshotClient(port.connector).at(port.address());

    private static final class Store implements SnapshotService {
        private volatile byte[] restored = {};

        @Override
        public SavedSnapshot save(SnapshotRequest request) {
            if (!request.token().equals("root")) {
                throw new RpcException("Permission denied");
            }
            return new SavedSnapshot(QueryMeta.leader(86), new ByteArrayInputStream(ARCHIVE));
        }

        @Override
        public void restore(SnapshotRequest request, InputStream archive) {
            try {
                restored = archive.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (restored.length == 3) {
                throw new RpcException("failed to read snapshot");
            }
        }
    }

    private static SnapshotRequest request(String token, int op) {
        return new SnapshotRequest("dc1", token, false, op);
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void an_archive_is_saved_with_its_index() throws IOException {
        try (SavedSnapshot saved = remote.save(request("root", SnapshotRequest.SAVE))) {
            assertThat(saved.meta().index()).isEqualTo(86);
            assertThat(Arrays.equals(saved.archive().readAllBytes(), ARCHIVE)).isTrue();
        }
    }

    @Test
    void an_archive_is_restored_when_its_end_was_said() {
        remote.restore(request("root", SnapshotRequest.RESTORE), new ByteArrayInputStream(ARCHIVE));
        assertThat(Arrays.equals(store.restored, ARCHIVE)).isTrue();
    }

    @Test
    void refusals_come_in_the_servers_words() {
        assertThatThrownBy(() -> remote.save(request("", SnapshotRequest.SAVE)))
                .isInstanceOf(RpcException.class)
                .hasMessage("Permission denied");
        var damaged = new ByteArrayInputStream(new byte[3]);
        assertThatThrownBy(() -> remote.restore(request("root", SnapshotRequest.RESTORE), damaged))
                .hasMessage("failed to read snapshot");
    }
}
