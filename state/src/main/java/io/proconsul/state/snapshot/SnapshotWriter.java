package io.proconsul.state.snapshot;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.session.Session;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.state.Root;
import io.proconsul.state.table.IndexEntry;
import io.proconsul.state.table.Instance;
import io.proconsul.state.table.StoredQuery;
import io.proconsul.state.table.Tombstone;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes a state as the record stream of a snapshot. */
public final class SnapshotWriter {
    private static final int BUFFER = 64 * 1024;

    /** The head of a msgpack list with one element. */
    private static final int LIST_OF_ONE = 0x91;

    private static final RecordCodec<Header> HEADER = RecordCodec.of(Header.class);
    private static final RecordCodec<RegisterRequest> REGISTER =
            RecordCodec.of(RegisterRequest.class);
    private static final RecordCodec<Coordinate> COORDINATE = RecordCodec.of(Coordinate.class);
    private static final RecordCodec<Session> SESSION = RecordCodec.of(Session.class);
    private static final RecordCodec<KvEntry> KEY = RecordCodec.of(KvEntry.class);
    private static final RecordCodec<PreparedQuery> QUERY = RecordCodec.of(PreparedQuery.class);
    private static final RecordCodec<FederationStateRequest> FEDERATION =
            RecordCodec.of(FederationStateRequest.class);
    private static final RecordCodec<AutopilotConfig> AUTOPILOT =
            RecordCodec.of(AutopilotConfig.class);
    private static final RecordCodec<IndexEntry> INDEX = RecordCodec.of(IndexEntry.class);

    private final Root root;
    private final OutputStream out;

    private SnapshotWriter(Root root, OutputStream out) {
        this.root = root;
        this.out = out;
    }

    /**
     * Writes {@code root}; the same state gives the same bytes. Any thread, while the state goes on
     * changing; memory is one record. The stream is flushed and left open.
     */
    public static void write(Root root, OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        new SnapshotWriter(root, buffered).write();
        buffered.flush();
    }

    private void write() throws IOException {
        out.write(HEADER.encode(new Header(root.index())));
        for (RecordKind kind : RecordKind.values()) {
            write(kind);
        }
    }

    private void write(RecordKind kind) throws IOException {
        switch (kind) {
            case REGISTER -> writeNodes();
            case COORDINATES -> writeCoordinates();
            case SESSION -> writeAll(kind, SESSION, root.sessions().sessions());
            case KEY -> writeAll(kind, KEY, root.keys().entries());
            case PREPARED_QUERY -> writeQueries();
            case TOMBSTONE -> writeTombstones();
            case AUTOPILOT -> writeAutopilot();
            case FEDERATION_STATE -> writeFederation();
            case INDEX -> writeAll(kind, INDEX, root.indexes().entries());
            case ACL_TOKEN,
                    ACL_POLICY,
                    ACL_ROLE,
                    ACL_BINDING_RULE,
                    ACL_AUTH_METHOD,
                    LEGACY_ACL,
                    ACL_BOOTSTRAP,
                    INTENTION,
                    CA_ROOT,
                    CA_PROVIDER_STATE,
                    CA_CONFIGURATION,
                    CONFIG_ENTRY,
                    CHUNKING_STATE ->
                    writeKept(kind);
        }
    }

    private <T> void writeAll(RecordKind kind, RecordCodec<T> codec, Iterable<T> rows)
            throws IOException {
        for (T row : rows) {
            out.write(codec.encode(kind.code(), row));
        }
    }

    private void writeNodes() throws IOException {
        for (Node node : root.catalog().nodes()) {
            writeRegister(node, null, null);
            for (Instance instance : root.catalog().instancesOn(node.name())) {
                writeRegister(node, instance.service(), null);
            }
            for (HealthCheck check : root.catalog().checksOn(node.name())) {
                writeRegister(node, null, check);
            }
        }
    }

    private void writeRegister(
            Node node, @Nullable NodeService service, @Nullable HealthCheck check)
            throws IOException {
        RegisterRequest record =
                new RegisterRequest(
                        node.datacenter(),
                        node.id(),
                        node.name(),
                        node.address(),
                        node.taggedAddresses(),
                        node.meta(),
                        service,
                        check,
                        null,
                        false,
                        WriteOptions.NONE,
                        node.createIndex(),
                        node.modifyIndex());
        out.write(REGISTER.encode(RecordKind.REGISTER.code(), record));
    }

    private void writeCoordinates() throws IOException {
        for (Coordinate coordinate : root.coordinates()) {
            out.write(RecordKind.COORDINATES.code());
            out.write(LIST_OF_ONE);
            out.write(COORDINATE.encode(coordinate));
        }
    }

    private void writeTombstones() throws IOException {
        for (Tombstone tombstone : root.keys().tombstones()) {
            KvEntry record = new KvEntry(0, tombstone.key(), 0, null, "", 0, tombstone.index());
            out.write(KEY.encode(RecordKind.TOMBSTONE.code(), record));
        }
    }

    private void writeQueries() throws IOException {
        for (StoredQuery stored : root.queries().queries()) {
            out.write(QUERY.encode(RecordKind.PREPARED_QUERY.code(), stored.query()));
        }
    }

    private void writeFederation() throws IOException {
        for (FederationState state : root.federation()) {
            var record =
                    new FederationStateRequest(
                            "", FederationStateRequest.UPSERT, state, WriteOptions.NONE);
            out.write(FEDERATION.encode(RecordKind.FEDERATION_STATE.code(), record));
        }
    }

    private void writeAutopilot() throws IOException {
        AutopilotConfig config = root.autopilot();
        if (config != null) {
            out.write(AUTOPILOT.encode(RecordKind.AUTOPILOT.code(), config));
        }
    }

    private void writeKept(RecordKind kind) throws IOException {
        for (byte[] record : root.kept().records().getOrDefault(kind.code(), List.of())) {
            out.write(kind.code());
            out.write(record);
        }
    }
}
