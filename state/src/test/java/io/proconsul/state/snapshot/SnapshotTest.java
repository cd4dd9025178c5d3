package io.proconsul.state.snapshot;

import static io.proconsul.state.TestStore.request;
import static io.proconsul.state.TestStore.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.state.RandomCommands;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;
import io.proconsul.state.StateStore;
import io.proconsul.state.TestStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

class SnapshotTest {
    /** An archive of a real cluster with records of every kind. */
    private static final Path REAL = Path.of("../../shared/reference/wire-vectors/everything.snap");

    private static final int TAR_BLOCK = 512;

    private static byte[] written(Root root) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotWriter.write(root, out);
        return out.toByteArray();
    }

    private static Root read(byte[] snapshot) throws IOException {
        return SnapshotReader.read(new ByteArrayInputStream(snapshot));
    }

    /** The records of a stream; registrations decoded, because maps in them have no order. */
    private static List<Object> records(byte[] snapshot) throws IOException {
        ValueStream values = new ValueStream(new ByteArrayInputStream(snapshot));
        List<Object> records = new ArrayList<>();
        records.add(HexFormat.of().formatHex(values.value()));
        for (int type = values.next(); type >= 0; type = values.next()) {
            byte[] record = values.value();
            records.add(
                    type == RecordKind.REGISTER.code()
                            ? RecordCodec.of(RegisterRequest.class).decode(record)
                            : type + ":" + HexFormat.of().formatHex(record));
        }
        return records;
    }

    private static byte[] realState() throws IOException {
        assumeTrue(Files.exists(REAL), "no recorded snapshot at " + REAL.toAbsolutePath());
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(REAL))) {
            while (true) {
                byte[] header = tar.readNBytes(TAR_BLOCK);
                String name = new String(header, 0, 100, java.nio.charset.StandardCharsets.UTF_8);
                String size = new String(header, 124, 11, java.nio.charset.StandardCharsets.UTF_8);
                int bytes = Integer.parseInt(size.trim(), 8);
                byte[] content = tar.readNBytes(bytes);
                tar.skipNBytes((TAR_BLOCK - bytes % TAR_BLOCK) % TAR_BLOCK);
                if (name.startsWith("state.bin")) {
                    return content;
                }
            }
        }
    }

    @Test
    void the_state_of_a_real_cluster_is_read_and_every_record_of_it_written_back()
            throws IOException {
        byte[] real = realState();

        List<Object> missing = records(real);
        List<Object> added = records(written(read(real)));
        assertThat(added).hasSameSizeAs(missing);
        records(real).forEach(added::remove);
        records(written(read(real))).forEach(missing::remove);
        assertThat(missing).isEmpty();
        assertThat(added).isEmpty();
    }

    @Test
    void the_state_of_a_real_cluster_answers_questions() throws IOException {
        Root root = read(realState());

        assertThat(root.index()).isEqualTo(108);
        assertThat(Reads.nodes(null).on(root).value())
                .extracting(Node::name)
                .contains("srv-1", "ext");
        assertThat(Reads.nodes(null).on(root).index()).isEqualTo(58);
        assertThat(Reads.health("web").on(root).value()).isNotEmpty();
        assertThat(Reads.health("web").index(root)).isEqualTo(87);
        assertThat(Reads.connectHealth("web").on(root).value()).isNotEmpty();
        assertThat(Reads.sessions().on(root).value()).hasSize(1);
        assertThat(Reads.coordinates().on(root).value()).hasSize(6);
        assertThat(Reads.keysBelow("").index(root)).isEqualTo(96);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_same_commands_give_the_same_bytes_however_they_are_batched(long seed)
            throws IOException {
        RandomCommands commands = new RandomCommands(new Random(seed));
        StateStore one = new StateStore();
        StateStore other = new StateStore();
        Random sizes = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var batch = commands.next(1 + sizes.nextInt(20));
            one.apply(batch);
            batch.forEach(command -> other.apply(List.of(command)));
            assertThat(written(one.root())).as("seed %d", seed).isEqualTo(written(other.root()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_server_that_starts_from_a_snapshot_goes_on_like_the_others(long seed)
            throws IOException {
        RandomCommands commands = new RandomCommands(new Random(seed));
        StateStore one = new StateStore();
        for (int i = 0; i < 20; i++) {
            one.apply(commands.next(20));
            byte[] snapshot = written(one.root());
            StateStore other = new StateStore();
            other.install(read(snapshot));
            assertThat(written(other.root())).as("seed %d", seed).isEqualTo(snapshot);
            var batch = commands.next(40);
            assertThat(other.apply(batch).outcomes())
                    .as("seed %d", seed)
                    .usingRecursiveComparison()
                    .isEqualTo(one.apply(batch).outcomes());
            assertThat(written(other.root())).as("seed %d", seed).isEqualTo(written(one.root()));
        }
    }

    @Test
    void writing_goes_on_from_the_root_it_was_given() throws IOException {
        TestStore store = new TestStore();
        store.set("a", "1");
        Root root = store.store.root();
        byte[] before = written(root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream meanwhile =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        store.set("a", "changed");
                        bytes.write(b);
                    }
                };

        SnapshotWriter.write(root, meanwhile);

        assertThat(bytes.toByteArray()).isEqualTo(before);
    }

    @Test
    void an_installed_state_has_the_index_it_had_and_wakes_everybody() throws IOException {
        TestStore from = new TestStore();
        from.set("a", "1");
        from.set("a", "2");
        TestStore to = new TestStore();
        List<Long> woken = new ArrayList<>();
        to.store
                .watches()
                .subscribe(Reads.health("web").topics(), () -> woken.add(to.store.root().index()));
        long epoch = to.store.root().epoch();

        to.store.install(read(written(from.store.root())));

        assertThat(to.index()).isEqualTo(2);
        assertThat(woken).containsExactly(2L);
        assertThat(to.store.root().epoch()).isGreaterThan(epoch);
        assertThat(to.existing("a").modifyIndex()).isEqualTo(2);
    }

    @Test
    void a_restored_archive_moves_the_index_past_both() throws IOException {
        TestStore old = new TestStore();
        old.set("a", "old");
        Root archive = read(written(old.store.root()));
        TestStore store = new TestStore();
        for (int i = 0; i < 10; i++) {
            store.set("b", "" + i);
        }

        store.store.restore(archive);

        assertThat(store.index()).isEqualTo(11);
        assertThat(store.existing("a").modifyIndex()).isEqualTo(1);
        assertThat(store.value(Reads.key("b"))).isNull();
        store.set("c", "1");
        assertThat(store.existing("c").createIndex()).isEqualTo(12);
        old.store.restore(read(written(store.store.root())));
        assertThat(old.index()).isEqualTo(13);
    }

    @Test
    void the_header_does_not_let_new_rows_be_older_than_old_ones() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(RecordCodec.of(Header.class).encode(new Header(3)));
        KvEntry entry = new KvEntry(0, "a", 0, null, "", 7, 9);
        out.writeBytes(RecordCodec.of(KvEntry.class).encode(RecordKind.KEY.code(), entry));

        assertThat(read(out.toByteArray()).index()).isEqualTo(9);
    }

    @Test
    void what_is_wrong_is_told_with_the_record_and_its_place() throws IOException {
        TestStore store = new TestStore();
        store.set("a", "1");
        byte[] good = written(store.store.root());
        byte[] header = RecordCodec.of(Header.class).encode(new Header(1));

        assertThatThrownBy(() -> read(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("snapshot header: the stream ends within a value");
        byte[] unknown = java.util.Arrays.copyOf(header, header.length + 1);
        unknown[header.length] = 99;
        assertThatThrownBy(() -> read(unknown))
                .isInstanceOf(IOException.class)
                .hasMessage("snapshot record 1 at byte 12 has the unknown type 99");
        byte[] cut = java.util.Arrays.copyOf(good, header.length + 20);
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(IOException.class)
                .hasMessage("snapshot record 1 (KVS) at byte 12: the stream ends within a value");
        ByteArrayOutputStream nameless = new ByteArrayOutputStream();
        nameless.writeBytes(header);
        nameless.writeBytes(new byte[] {0, (byte) 0x80});
        assertThatThrownBy(() -> read(nameless.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessage("snapshot record 1 (Register) at byte 12: the node name is missing");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damaged_streams_are_refused_and_nothing_worse(long seed) throws IOException {
        TestStore store = new TestStore();
        store.register(request("n", service("w", "web", "a"), TestStore.check("n", "c", "")));
        store.set("a", "some value");
        store.create(TestStore.session(TestStore.uuid(1), "n", ""));
        store.delete("a");
        byte[] good = written(store.store.root());
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                written(read(bad));
            } catch (IOException refusal) {
                refused++;
                assertThat(refusal.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void claimed_lengths_are_not_believed() {
        byte[] huge = {(byte) 0xdb, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2};
        assertThatThrownBy(() -> read(huge))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("snapshot header: a value is longer than");
        byte[] endless = {(byte) 0xdf, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1};
        assertThatThrownBy(() -> read(endless))
                .isInstanceOf(IOException.class)
                .hasMessage("snapshot header: the stream ends within a value");
    }
}
