package io.proconsul.server.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.command.Command;
import io.proconsul.model.command.CommandCodec;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.rpc.RpcException;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.server.Requests;
import io.proconsul.state.Applied;
import io.proconsul.state.Outcome;
import io.proconsul.state.Reads;
import io.proconsul.state.StateStore;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class CommandApplierTest {
    private final StateStore store = new StateStore();
    private final List<Applied.Effects> told = new ArrayList<>();
    private final CommandApplier applier = new CommandApplier(store, told::add, () -> {});

    private static byte[] command(String verb, String key, long modifyIndex) {
        return CommandCodec.encode(new Command.Kv(Requests.kv(verb, key, "v", "", modifyIndex)));
    }

    private List<String> keys(StateStore of) {
        return Reads.keysBelow("").on(of.root()).value().stream().map(KvEntry::key).toList();
    }

    @Test
    void commands_of_one_entry_have_an_outcome_and_an_index_each_and_one_root() {
        List<Object> outcomes =
                applier.apply(
                        9,
                        1,
                        List.of(
                                command(KvVerb.SET, "a", 0),
                                command(KvVerb.CAS, "a", 77),
                                command(KvVerb.SET, "b", 0)));
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Verdict(true),
                        new Outcome.Verdict(false),
                        new Outcome.Verdict(true));
        assertThat(store.root().index()).isEqualTo(3);
        assertThat(Reads.key("b").on(store.root()).index()).isEqualTo(3);
    }

    @Test
    void what_concerns_clocks_is_told_before_it_can_be_seen() {
        List<String> seen = new ArrayList<>();
        var watching =
                new CommandApplier(
                        store,
                        effects -> {
                            if (effects.tombstoneIndex() > 0) {
                                seen.addAll(keys(store));
                            }
                        },
                        () -> {});
        watching.apply(1, 1, List.of(command(KvVerb.SET, "a", 0)));
        watching.apply(2, 1, List.of(command(KvVerb.DELETE, "a", 0)));
        assertThat(seen).containsExactly("a");
        assertThat(keys(store)).isEmpty();
    }

    @Test
    void a_command_that_cannot_be_read_stops_the_server() {
        assertThatThrownBy(() -> applier.apply(12, 1, List.of(new byte[] {99})))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("log entry 12: unknown command type 99");
        assertThat(store.root().index()).isZero();
    }

    @Test
    void a_capture_is_the_state_of_its_moment() throws IOException {
        applier.apply(1, 1, List.of(command(KvVerb.SET, "a", 0)));
        var capture = applier.capture();
        applier.apply(2, 1, List.of(command(KvVerb.SET, "b", 0)));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        capture.writeTo(written);

        StateStore other = new StateStore();
        new CommandApplier(other, effects -> {}, () -> {})
                .install(new ByteArrayInputStream(written.toByteArray()));
        assertThat(keys(other)).containsExactly("a");
        assertThat(other.root().index()).isEqualTo(1);
    }

    @Test
    void a_snapshot_that_cannot_be_read_is_refused() {
        assertThatThrownBy(() -> applier.install(new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .isInstanceOf(IOException.class);
    }

    private static CommandLog log(Metrics metrics, VirtualTime time, Outcome outcome) {
        return new CommandLog(
                bytes -> {
                    time.pass(Duration.ofMillis(5));
                    return CompletableFuture.completedFuture(outcome);
                },
                new ProposalMeters(metrics, time));
    }

    @Test
    void proposals_are_counted_and_measured_by_kind() {
        VirtualTime time = new VirtualTime();
        Metrics metrics = new Metrics(time);
        CommandLog log = log(metrics, time, new Outcome.Refused("no"));
        assertThat(log.propose(new Command.Kv(Requests.set("a", "v")))).isDone();
        assertThat(metrics.report().counters())
                .filteredOn(counter -> counter.sum() == 1)
                .extracting(counter -> counter.name().name())
                .containsExactly("raft.apply");
        assertThat(metrics.report().samples())
                .filteredOn(sample -> sample.sum() == 5)
                .extracting(sample -> sample.name().name())
                .containsExactly("kvs.apply", "raft.commitTime");
    }

    @Test
    void a_refused_command_fails_its_proposer() {
        VirtualTime time = new VirtualTime();
        CommandLog log = log(new Metrics(time), time, new Outcome.Refused("no"));
        assertThat(log.propose(new Command.Kv(Requests.set("a", "v"))))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RpcException.class)
                .withMessageContaining("no");
    }
}
