package io.proconsul.model.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateRequest;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.txn.TxnRequest;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class CommandCodecTest {
    static Stream<Command> commands() {
        var entry = KvEntry.of("k", new byte[] {1, 2}, 7, "");
        return Stream.of(
                new Command.Register(RecordCodec.of(RegisterRequest.class).zero()),
                new Command.Deregister(
                        new DeregisterRequest("dc1", "n", "s", "c", WriteOptions.NONE)),
                new Command.Kv(new KvRequest("dc1", KvVerb.SET, entry, WriteOptions.NONE)),
                new Command.SessionChange(RecordCodec.of(SessionRequest.class).zero()),
                new Command.Tombstones(
                        new TombstoneRequest("dc1", TombstoneRequest.REAP, 9, WriteOptions.NONE)),
                new Command.Coordinates(
                        new CoordinateBatch(List.of(new Coordinate("n", "", Vivaldi.ORIGIN)))),
                new Command.Federation(
                        new FederationStateRequest(
                                "dc1",
                                FederationStateRequest.UPSERT,
                                new FederationState("dc1", null, Instant.EPOCH, 1, 2, 3),
                                WriteOptions.NONE)),
                new Command.Autopilot(
                        new AutopilotSetRequest(
                                "dc1", AutopilotConfig.DEFAULT, true, WriteOptions.NONE)),
                new Command.PreparedQueryChange(RecordCodec.of(PreparedQueryRequest.class).zero()),
                new Command.Txn(new TxnRequest("dc1", List.of(), WriteOptions.NONE)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reads_back_the_same(Command command) throws WireException {
        byte[] bytes = CommandCodec.encode(command);
        assertThat(bytes[0]).isEqualTo(command.type());
        assertThat(CommandCodec.decode(bytes)).usingRecursiveComparison().isEqualTo(command);
    }

    @ParameterizedTest
    @ValueSource(bytes = {4, 12, 31, -1})
    void a_command_of_an_unknown_type_is_refused(byte type) {
        assertThatThrownBy(() -> CommandCodec.decode(new byte[] {type, (byte) 0x80}))
                .isInstanceOf(WireException.class)
                .hasMessage("unknown command type " + (type & 0xFF));
    }

    @Test
    void nothing_is_no_command() {
        assertThatThrownBy(() -> CommandCodec.decode(new byte[0]))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> CommandCodec.decode(new byte[] {2}))
                .isInstanceOf(WireException.class)
                .hasMessage("KvRequest: the bytes end too early");
    }
}
