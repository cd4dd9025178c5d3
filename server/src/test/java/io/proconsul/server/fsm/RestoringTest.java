package io.proconsul.server.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.archive.ArchiveMeta;
import io.proconsul.model.archive.ArchiveWriter;
import io.proconsul.model.command.Command;
import io.proconsul.model.command.CommandCodec;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.server.Requests;
import io.proconsul.state.Outcome;
import io.proconsul.state.Reads;
import io.proconsul.state.StateStore;
import io.proconsul.state.snapshot.SnapshotWriter;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

class RestoringTest {
    private final StateStore store = new StateStore();
    private final CommandApplier applier = new CommandApplier(store, effects -> {}, () -> {});
    private byte[] archive = {};
    private long index;

    @BeforeEach
    void makeAnArchive() throws IOException {
        StateStore other = new StateStore();
        new CommandApplier(other, effects -> {}, () -> {}).apply(1, 1, List.of(set("archived")));
        var meta = new ArchiveMeta(1, 1, List.of(), Instant.EPOCH);
        var out = new ByteArrayOutputStream();
        ArchiveWriter.write(meta, to -> SnapshotWriter.write(other.root(), to), out);
        archive = out.toByteArray();
    }

    private static byte[] set(String key) {
        return CommandCodec.encode(new Command.Kv(Requests.kv(KvVerb.SET, key, "v", "", 0)));
    }

    private Outcome apply(RestoreStep step) {
        return (Outcome) applier.apply(++index, 1, List.of(step.encode())).getFirst();
    }

    private static boolean has(StateStore store, String key) {
        return Reads.key(key).on(store.root()).value() != null;
    }

    private byte[] half(int which) {
        int middle = archive.length / 2;
        return Arrays.copyOfRange(archive, which * middle, which == 0 ? middle : archive.length);
    }

    @Test
    void commands_of_the_same_entry_keep_their_order_around_a_restore() {
        var outcomes =
                applier.apply(
                        1,
                        1,
                        List.of(
                                set("before"),
                                RestoreStep.begin("r").encode(),
                                RestoreStep.piece("r", 0, archive).encode(),
                                RestoreStep.commit("r", 1).encode(),
                                set("after")));
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Verdict(true),
                        new Outcome.Done(),
                        new Outcome.Done(),
                        new Outcome.Done(),
                        new Outcome.Verdict(true));
        assertThat(has(store, "before")).isFalse();
        assertThat(has(store, "archived")).isTrue();
        assertThat(has(store, "after")).isTrue();
        assertThat(store.root().index()).isEqualTo(3);
    }

    @Test
    void a_server_that_is_brought_up_to_date_in_the_middle_ends_it_like_the_others()
            throws IOException {
        apply(RestoreStep.begin("r"));
        apply(RestoreStep.piece("r", 0, half(0)));
        var captured = new ByteArrayOutputStream();
        applier.capture().writeTo(captured);
        StateStore lagging = new StateStore();
        CommandApplier late = new CommandApplier(lagging, effects -> {}, () -> {});
        late.install(new ByteArrayInputStream(captured.toByteArray()));

        List<Object> outcomes =
                late.apply(
                        9,
                        1,
                        List.of(
                                RestoreStep.piece("r", 1, half(1)).encode(),
                                RestoreStep.commit("r", 2).encode()));

        assertThat(outcomes).containsOnly(new Outcome.Done());
        assertThat(has(lagging, "archived")).isTrue();
    }

    @Test
    void a_restore_that_another_overtook_is_refused() {
        apply(RestoreStep.begin("first"));
        apply(RestoreStep.begin("second"));
        assertThat(apply(RestoreStep.piece("first", 0, archive)))
                .isEqualTo(new Outcome.Refused("another restore has begun meanwhile"));
        assertThat(apply(RestoreStep.piece("second", 0, archive))).isEqualTo(new Outcome.Done());
        assertThat(apply(RestoreStep.commit("second", 1))).isEqualTo(new Outcome.Done());
    }

    @Test
    void a_piece_out_of_order_ends_the_restore_and_leaves_the_state() {
        applier.apply(++index, 1, List.of(set("k")));
        apply(RestoreStep.begin("r"));
        assertThat(apply(RestoreStep.piece("r", 1, archive)))
                .isEqualTo(new Outcome.Refused("piece 1 of the archive is out of order"));
        assertThat(apply(RestoreStep.commit("r", 1))).isInstanceOf(Outcome.Refused.class);
        apply(RestoreStep.begin("r"));
        apply(RestoreStep.piece("r", 0, half(0)));
        assertThat(apply(RestoreStep.commit("r", 1))).isInstanceOf(Outcome.Refused.class);
        assertThat(has(store, "k")).isTrue();
    }
}
