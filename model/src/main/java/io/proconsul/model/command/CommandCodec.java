package io.proconsul.model.command;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.federation.FederationStateRequest;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.txn.TxnRequest;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireException;

/** Commands as bytes: what the replicated log holds. Any thread. */
public final class CommandCodec {
    private static final RecordCodec<RegisterRequest> REGISTER =
            RecordCodec.of(RegisterRequest.class);
    private static final RecordCodec<DeregisterRequest> DEREGISTER =
            RecordCodec.of(DeregisterRequest.class);
    private static final RecordCodec<KvRequest> KV = RecordCodec.of(KvRequest.class);
    private static final RecordCodec<SessionRequest> SESSION = RecordCodec.of(SessionRequest.class);
    private static final RecordCodec<TombstoneRequest> TOMBSTONES =
            RecordCodec.of(TombstoneRequest.class);
    private static final RecordCodec<CoordinateBatch> COORDINATES =
            RecordCodec.of(CoordinateBatch.class);
    private static final RecordCodec<PreparedQueryRequest> PREPARED_QUERY =
            RecordCodec.of(PreparedQueryRequest.class);
    private static final RecordCodec<TxnRequest> TXN = RecordCodec.of(TxnRequest.class);
    private static final RecordCodec<AutopilotSetRequest> AUTOPILOT =
            RecordCodec.of(AutopilotSetRequest.class);
    private static final RecordCodec<FederationStateRequest> FEDERATION =
            RecordCodec.of(FederationStateRequest.class);

    private CommandCodec() {}

    /** The type byte and the request in msgpack. */
    public static byte[] encode(Command command) {
        byte type = command.type();
        return switch (command) {
            case Command.Register register -> REGISTER.encode(type, register.request());
            case Command.Deregister deregister -> DEREGISTER.encode(type, deregister.request());
            case Command.Kv kv -> KV.encode(type, kv.request());
            case Command.SessionChange change -> SESSION.encode(type, change.request());
            case Command.Tombstones tombstones -> TOMBSTONES.encode(type, tombstones.request());
            case Command.Coordinates coordinates -> COORDINATES.encode(type, coordinates.batch());
            case Command.PreparedQueryChange change ->
                    PREPARED_QUERY.encode(type, change.request());
            case Command.Txn txn -> TXN.encode(type, txn.request());
            case Command.Autopilot autopilot -> AUTOPILOT.encode(type, autopilot.request());
            case Command.Federation federation -> FEDERATION.encode(type, federation.request());
        };
    }

    /**
     * The command that {@link #encode} made these bytes of.
     *
     * @throws WireException when they are something else, such as a command of a newer version
     */
    public static Command decode(byte[] bytes) throws WireException {
        if (bytes.length == 0) {
            throw new WireException("a command without a type byte");
        }
        return switch (bytes[0]) {
            case Command.Register.TYPE -> new Command.Register(request(REGISTER, bytes));
            case Command.Deregister.TYPE -> new Command.Deregister(request(DEREGISTER, bytes));
            case Command.Kv.TYPE -> new Command.Kv(request(KV, bytes));
            case Command.SessionChange.TYPE -> new Command.SessionChange(request(SESSION, bytes));
            case Command.Tombstones.TYPE -> new Command.Tombstones(request(TOMBSTONES, bytes));
            case Command.Coordinates.TYPE -> new Command.Coordinates(request(COORDINATES, bytes));
            case Command.PreparedQueryChange.TYPE ->
                    new Command.PreparedQueryChange(request(PREPARED_QUERY, bytes));
            case Command.Txn.TYPE -> new Command.Txn(request(TXN, bytes));
            case Command.Autopilot.TYPE -> new Command.Autopilot(request(AUTOPILOT, bytes));
            case Command.Federation.TYPE -> new Command.Federation(request(FEDERATION, bytes));
            default -> throw new WireException("unknown command type " + (bytes[0] & 0xFF));
        };
    }

    private static <T> T request(RecordCodec<T> codec, byte[] bytes) throws WireException {
        return codec.decode(bytes, 1, bytes.length - 1);
    }
}
