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
import io.proconsul.model.session.Session;
import io.proconsul.model.template.TemplateException;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.state.Root;
import io.proconsul.state.table.CatalogDraft;
import io.proconsul.state.table.CatalogTable;
import io.proconsul.state.table.IndexEntry;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.table.Kept;
import io.proconsul.state.table.KeyDraft;
import io.proconsul.state.table.KeyTable;
import io.proconsul.state.table.QueryDraft;
import io.proconsul.state.table.QueryTable;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.table.SessionDraft;
import io.proconsul.state.table.SessionTable;
import io.proconsul.state.table.StoredQuery;
import io.proconsul.state.tree.RadixTree;
import io.proconsul.state.tree.TreeBatch;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A state that is being put together from records. Rows go in as they are: they were checked when
 * they were made. Each raises the index of its table; records of indexes, which come last, put the
 * exact ones in place. One thread.
 */
final class Restoration {
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

    private final KeyDraft keys = new KeyDraft(KeyTable.EMPTY);
    private final CatalogDraft catalog = new CatalogDraft(CatalogTable.EMPTY);
    private final SessionDraft sessions = new SessionDraft(SessionTable.EMPTY);
    private final QueryDraft queries = new QueryDraft(QueryTable.EMPTY);
    private final TreeBatch<Coordinate> coordinates = RadixTree.<Coordinate>unindexed().batch();
    private final TreeBatch<FederationState> federation =
            RadixTree.<FederationState>unindexed().batch();
    private final TreeBatch<IndexEntry> indexes = Indexes.NONE.entries().batch();
    private @Nullable AutopilotConfig autopilot;
    private final Map<Byte, List<byte[]>> kept = new LinkedHashMap<>();
    private final long headerIndex;
    private long highestIndex;

    Restoration(long headerIndex) {
        this.headerIndex = headerIndex;
        this.highestIndex = headerIndex;
    }

    Root root() {
        kept.replaceAll((_, records) -> List.copyOf(records));
        return new Root(
                highestIndex,
                0,
                keys.table(),
                catalog.table(),
                sessions.table(),
                queries.table(),
                coordinates.tree(),
                federation.tree(),
                autopilot,
                new Indexes(indexes.tree()),
                new Kept(Map.copyOf(kept)));
    }

    /** Takes in one record. */
    void add(RecordKind kind, byte[] record) throws IOException {
        switch (kind) {
            case REGISTER -> register(REGISTER.decode(record));
            case COORDINATES -> coordinates(record);
            case SESSION -> session(SESSION.decode(record));
            case KEY -> key(KEY.decode(record));
            case PREPARED_QUERY -> query(QUERY.decode(record));
            case TOMBSTONE -> tombstone(KEY.decode(record));
            case AUTOPILOT -> autopilot(AUTOPILOT.decode(record));
            case FEDERATION_STATE -> federation(FEDERATION.decode(record));
            case INDEX -> index(INDEX.decode(record));
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
                    kept.computeIfAbsent(kind.code(), _ -> new ArrayList<>()).add(record);
        }
    }

    /** Each record of a node's service or check repeats the node. */
    private void register(RegisterRequest record) throws IOException {
        require(record.node(), "node name");
        catalog.putNode(node(record));
        raise(Indexes.NODES, record.modifyIndex());
        if (record.service() != null) {
            service(record.node(), record.service());
        }
        if (record.check() != null) {
            check(record.check());
        }
        if (record.checks() != null) {
            for (HealthCheck check : record.checks()) {
                check(check);
            }
        }
    }

    private void service(String node, NodeService service) throws IOException {
        require(service.id(), "service id");
        catalog.putInstance(new Instance(node, service));
        raise(Indexes.SERVICES, service.modifyIndex());
        raise(Indexes.service(service.name()), service.modifyIndex());
        raise(Indexes.kind(service.kind()), service.modifyIndex());
    }

    private void check(HealthCheck check) throws IOException {
        require(check.node(), "node name of the check");
        require(check.checkId(), "check id");
        catalog.putCheck(check);
        raise(Indexes.CHECKS, check.modifyIndex());
        String service = Indexes.service(check.serviceName());
        if (indexes.get(RowKey.fold(service)) != null) {
            raise(service, check.modifyIndex());
        }
    }

    private void session(Session session) throws IOException {
        require(session.id(), "session id");
        sessions.put(session);
        raise(Indexes.SESSIONS, session.modifyIndex());
    }

    private void query(PreparedQuery query) throws IOException {
        require(query.id(), "query id");
        try {
            queries.put(StoredQuery.of(query));
        } catch (TemplateException wrong) {
            throw new IOException("prepared query " + query.id() + ": " + wrong.text(), wrong);
        }
        raise(Indexes.PREPARED_QUERIES, query.modifyIndex());
    }

    private void key(KvEntry entry) throws IOException {
        require(entry.key(), "key");
        keys.put(entry);
        raise(Indexes.KEYS, entry.modifyIndex());
    }

    private void tombstone(KvEntry entry) throws IOException {
        require(entry.key(), "key");
        keys.bury(entry.key(), entry.modifyIndex());
        raise(Indexes.TOMBSTONES, entry.modifyIndex());
    }

    /** Coordinates have no index of their own. */
    private void coordinates(byte[] record) throws IOException {
        ValueStream values = new ValueStream(new ByteArrayInputStream(record));
        for (long left = values.listSize(); left > 0; left--) {
            Coordinate coordinate = COORDINATE.decode(values.value());
            coordinates.put(RowKey.of(coordinate.node(), coordinate.segment()), coordinate);
        }
        raise(Indexes.COORDINATES, headerIndex);
    }

    private void federation(FederationStateRequest record) throws IOException {
        FederationState state = record.state();
        if (state == null) {
            throw new IOException("the state of a datacenter is missing");
        }
        require(state.datacenter(), "datacenter of the federation state");
        federation.put(RowKey.fold(state.datacenter()), state);
        raise(Indexes.FEDERATION_STATES, state.modifyIndex());
    }

    private void autopilot(AutopilotConfig config) {
        autopilot = config;
        highestIndex = Math.max(highestIndex, config.modifyIndex());
    }

    private void index(IndexEntry entry) throws IOException {
        require(entry.key(), "name of the index");
        indexes.put(RowKey.fold(entry.key()), entry);
        highestIndex = Math.max(highestIndex, entry.value());
    }

    private void raise(String name, long index) {
        String key = RowKey.fold(name);
        IndexEntry known = indexes.get(key);
        if (known == null || known.value() < index) {
            indexes.put(key, new IndexEntry(name, index));
        }
        highestIndex = Math.max(highestIndex, index);
    }

    private static void require(String part, String what) throws IOException {
        if (part.isEmpty()) {
            throw new IOException("the " + what + " is missing");
        }
    }

    private static Node node(RegisterRequest record) {
        return new Node(
                record.id(),
                record.node(),
                record.address(),
                record.datacenter(),
                record.taggedAddresses(),
                record.nodeMeta(),
                record.createIndex(),
                record.modifyIndex());
    }
}
