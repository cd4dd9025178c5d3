package io.proconsul.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.model.archive.ArchiveReader;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.SessionMethods;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;
import io.proconsul.state.snapshot.SnapshotReader;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class LocalSnapshotsTest {
    /** An archive of a real cluster with records of every kind. */
    private static final Path REAL = Path.of("../../shared/reference/wire-vectors/everything.snap");

    private static final byte ACL_TOKEN = 17;
    private static final byte CA_ROOT = 13;
    private static final byte CONFIG_ENTRY = 22;

    private final ServerFixture fixture = ServerFixture.leading();

    private static SnapshotRequest request(int op, boolean stale) {
        return new SnapshotRequest("dc1", "", stale, op);
    }

    private static byte[] save(ServerFixture from) throws IOException {
        try (SavedSnapshot saved =
                from.server.snapshots().save(request(SnapshotRequest.SAVE, false))) {
            return saved.archive().readAllBytes();
        }
    }

    private static void restore(ServerFixture to, byte[] archive) {
        to.server
                .snapshots()
                .restore(
                        request(SnapshotRequest.RESTORE, false), new ByteArrayInputStream(archive));
        to.notifier.run();
    }

    private void put(String key) {
        fixture.call(Kvs.APPLY, Requests.kv(KvVerb.SET, key, "v", "", 0));
    }

    private static boolean has(ServerFixture server, String key) {
        var entries = server.call(Kvs.GET, Requests.key(key)).value().entries();
        return entries != null && !entries.isEmpty();
    }

    private static Map<Byte, List<byte[]>> kept(byte[] archive) throws IOException {
        return Objects.requireNonNull(
                        ArchiveReader.read(new ByteArrayInputStream(archive), SnapshotReader::read)
                                .state())
                .kept()
                .records();
    }

    @Test
    void what_was_saved_comes_back_and_what_came_later_goes() throws IOException {
        put("before");
        byte[] archive = save(fixture);
        put("after");
        long index = fixture.call(Kvs.GET, Requests.key("after")).meta().index();

        restore(fixture, archive);

        assertThat(has(fixture, "before")).isTrue();
        assertThat(has(fixture, "after")).isFalse();
        put("more");
        assertThat(fixture.call(Kvs.GET, Requests.key("more")).meta().index())
                .isGreaterThan(index + 1);
        assertThat(fixture.engine().snapshots).isEqualTo(1);
    }

    @Test
    void those_who_wait_learn_of_a_restore() throws IOException {
        put("watched");
        byte[] archive = save(fixture);
        fixture.call(Kvs.APPLY, Requests.kv(KvVerb.DELETE, "watched", "", "", 0));
        long index = fixture.call(Kvs.GET, Requests.key("watched")).meta().index();
        var waiting =
                fixture.start(
                        Kvs.GET,
                        Requests.key("watched")
                                .withOptions(
                                        QueryOptions.DEFAULT.waitingFor(
                                                index, Duration.ofMinutes(5))));
        assertThat(waiting).isNotDone();

        restore(fixture, archive);
        fixture.pass(Duration.ofMinutes(6));

        assertThat(waiting.join().value().entries()).hasSize(1);
    }

    @Test
    void sessions_of_an_archive_get_their_whole_time() throws IOException {
        String id =
                fixture.call(SessionMethods.APPLY, Requests.create(ServerFixture.NODE, "", "10s"))
                        .value();
        byte[] archive = save(fixture);
        fixture.pass(Duration.ofSeconds(30));
        restore(fixture, archive);
        fixture.pass(Duration.ofSeconds(19));
        assertThat(fixture.call(SessionMethods.GET, Requests.session(id)).value().sessions())
                .hasSize(1);
        fixture.pass(Duration.ofSeconds(2));
        assertThat(fixture.call(SessionMethods.GET, Requests.session(id)).value().sessions())
                .isNull();
    }

    @Test
    void requests_for_another_datacenter_are_passed_on_to_it() {
        var there = new SnapshotRequest("dc2", "", false, SnapshotRequest.SAVE);
        assertThatThrownBy(() -> fixture.server.snapshots().save(there)).hasMessage("asked dc2");
        assertThatThrownBy(() ->
                        fixture.server
                                .snapshots()
                                .restore(there, new ByteArrayInputStream(new byte[100])))
                .hasMessage("asked dc2");
        var nowhere = new SnapshotRequest("zz", "", false, SnapshotRequest.SAVE);
        assertThatThrownBy(() -> fixture.server.snapshots().save(nowhere))
                .hasMessage(RpcException.NO_DATACENTER_PATH);
    }

    @Test
    void a_bad_archive_changes_nothing() throws IOException {
        put("k");
        int proposed = fixture.proposed();
        assertThatThrownBy(() -> restore(fixture, new byte[100]))
                .isInstanceOf(RpcException.class)
                .hasMessage("failed to decompress snapshot: gzip: invalid header");
        assertThatThrownBy(() -> restore(fixture, new byte[7]))
                .isInstanceOf(RpcException.class)
                .hasMessage("failed to decompress snapshot: unexpected EOF");
        byte[] archive = save(fixture);
        assertThatThrownBy(() -> restore(fixture, Arrays.copyOf(archive, archive.length / 2)))
                .isInstanceOf(RpcException.class);
        assertThat(fixture.proposed()).isEqualTo(proposed);
        assertThat(has(fixture, "k")).isTrue();
    }

    @Test
    void a_server_that_does_not_lead_asks_the_leader_unless_stale_will_do() throws IOException {
        put("k");
        fixture.engine().lose();
        assertThatThrownBy(() -> save(fixture)).hasMessage(RpcException.NO_LEADER);
        try (SavedSnapshot stale =
                fixture.server.snapshots().save(request(SnapshotRequest.SAVE, true))) {
            assertThat(stale.archive().read()).isEqualTo(0x1f);
        }
        assertThatThrownBy(() ->
                        fixture.server
                                .snapshots()
                                .restore(
                                        request(SnapshotRequest.RESTORE, true),
                                        new ByteArrayInputStream(new byte[0])))
                .hasMessage("stale not allowed for restore");
    }

    @Test
    void records_that_nothing_understands_yet_go_through_a_restore_unchanged() throws IOException {
        assumeTrue(Files.exists(REAL), "no recorded snapshot at " + REAL.toAbsolutePath());
        byte[] real = Files.readAllBytes(REAL);
        restore(fixture, real);
        ServerFixture other = ServerFixture.leading();
        restore(other, save(fixture));

        Map<Byte, List<byte[]>> original = kept(real);
        assertThat(original).containsKeys(ACL_TOKEN, CA_ROOT, CONFIG_ENTRY);
        assertThat(kept(save(other))).usingRecursiveComparison().isEqualTo(original);
    }
}
