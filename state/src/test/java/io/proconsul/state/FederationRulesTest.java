package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.command.Command;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.state.snapshot.SnapshotReader;
import io.proconsul.state.snapshot.SnapshotWriter;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class FederationRulesTest {
    private static final Instant THEN = Instant.parse("2026-11-22T07:32:13.943272026Z");

    private final TestStore store = new TestStore();

    private Outcome apply(String op, @Nullable FederationState state) {
        return store.apply(
                new Command.Federation(
                        new FederationStateRequest("dc1", op, state, WriteOptions.NONE)));
    }

    private static FederationState of(String datacenter) {
        return new FederationState(datacenter, null, THEN, 0, 0, 0);
    }

    @Test
    void a_state_keeps_when_it_was_made_and_wakes_those_who_wait() {
        apply(FederationStateRequest.UPSERT, of("dc1"));
        List<String> woken = new ArrayList<>();
        store.store.watches().subscribe(Reads.federationStates().topics(), () -> woken.add("yes"));

        apply(FederationStateRequest.UPSERT, of("DC1"));

        assertThat(woken).hasSize(1);
        assertThat(store.value(Reads.federationState("dc1")))
                .containsExactly(new FederationState("DC1", null, THEN, 2, 1, 2));
        assertThat(store.index(Reads.federationStates())).isEqualTo(2);
        assertThat(store.value(Reads.federationState("dc2"))).isEmpty();
    }

    @Test
    void a_removed_state_is_gone_and_removing_it_again_changes_nothing() {
        apply(FederationStateRequest.UPSERT, of("dc1"));
        apply(FederationStateRequest.DELETE, of("dc1"));
        apply(FederationStateRequest.DELETE, of("dc1"));

        assertThat(store.value(Reads.federationStates())).isEmpty();
        assertThat(store.index(Reads.federationStates())).isEqualTo(2);
    }

    @Test
    void requests_that_make_no_sense_are_refused() {
        assertThat(apply("zap", of("dc1")))
                .isEqualTo(new Outcome.Refused("invalid federation state operation type: zap"));
        Outcome nameless = new Outcome.Refused("missing datacenter on federation state");
        assertThat(apply(FederationStateRequest.UPSERT, null)).isEqualTo(nameless);
        assertThat(apply(FederationStateRequest.UPSERT, of(""))).isEqualTo(nameless);
    }

    @Test
    void states_survive_a_snapshot() throws IOException {
        apply(FederationStateRequest.UPSERT, of("dc2"));
        apply(FederationStateRequest.UPSERT, of("dc1"));
        var out = new ByteArrayOutputStream();
        SnapshotWriter.write(store.store.root(), out);

        Root read = SnapshotReader.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(Reads.federationStates().on(read))
                .isEqualTo(Reads.federationStates().on(store.store.root()));
    }
}
