package io.proconsul.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeServiceListReply;
import io.proconsul.model.catalog.NodeServicesReply;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceNodes;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.catalog.ServiceTags;
import io.proconsul.model.coordinate.CoordinateUpdate;
import io.proconsul.model.coordinate.Coordinates;
import io.proconsul.model.event.EventFireReply;
import io.proconsul.model.event.EventFireRequest;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.ChecksInStateRequest;
import io.proconsul.model.health.HealthChecks;
import io.proconsul.model.internal.NodeDump;
import io.proconsul.model.internal.ServiceDumpRequest;
import io.proconsul.model.kv.KeyListRequest;
import io.proconsul.model.kv.KeyNames;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponses;
import io.proconsul.model.operator.RaftConfiguration;
import io.proconsul.model.operator.RemovePeerRequest;
import io.proconsul.model.operator.ServerStats;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.ExplainReply;
import io.proconsul.model.preparedquery.PreparedQueries;
import io.proconsul.model.preparedquery.PreparedQueryLookup;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.preparedquery.RemoteExecuteRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.session.SessionQuery;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.session.Sessions;
import io.proconsul.model.txn.TxnReadRequest;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnRequest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Bytes that 1.8.7 sent: what is decoded and encoded again must be the same bytes. */
class RecordedExchangesTest {
    private static final Path VECTORS =
            Path.of("../../shared/reference/wire-vectors/rpc-exchanges.jsonl");

    private static final Map<String, Class<?>> REQUESTS =
            Map.ofEntries(
                    Map.entry("Catalog.Deregister", DeregisterRequest.class),
                    Map.entry("Catalog.ListNodes", DatacenterRequest.class),
                    Map.entry("Catalog.ListServices", DatacenterRequest.class),
                    Map.entry("Catalog.NodeServiceList", NodeRequest.class),
                    Map.entry("Catalog.NodeServices", NodeRequest.class),
                    Map.entry("Catalog.Register", RegisterRequest.class),
                    Map.entry("Catalog.ServiceNodes", ServiceRequest.class),
                    Map.entry("Coordinate.ListNodes", DatacenterRequest.class),
                    Map.entry("Coordinate.Node", NodeRequest.class),
                    Map.entry("Coordinate.Update", CoordinateUpdate.class),
                    Map.entry("Health.ChecksInState", ChecksInStateRequest.class),
                    Map.entry("Health.NodeChecks", NodeRequest.class),
                    Map.entry("Health.ServiceChecks", ServiceRequest.class),
                    Map.entry("Health.ServiceNodes", ServiceRequest.class),
                    Map.entry("Internal.EventFire", EventFireRequest.class),
                    Map.entry("Internal.KeyringOperation", KeyringRequest.class),
                    Map.entry("Internal.NodeDump", DatacenterRequest.class),
                    Map.entry("Internal.NodeInfo", NodeRequest.class),
                    Map.entry("Internal.ServiceDump", ServiceDumpRequest.class),
                    Map.entry("KVS.Apply", KvRequest.class),
                    Map.entry("KVS.Get", KeyRequest.class),
                    Map.entry("KVS.List", KeyRequest.class),
                    Map.entry("KVS.ListKeys", KeyListRequest.class),
                    Map.entry("Operator.AutopilotGetConfiguration", DatacenterRequest.class),
                    Map.entry("Operator.AutopilotSetConfiguration", AutopilotSetRequest.class),
                    Map.entry("Operator.RaftGetConfiguration", DatacenterRequest.class),
                    Map.entry("Operator.RaftRemovePeerByAddress", RemovePeerRequest.class),
                    Map.entry("Operator.RaftRemovePeerByID", RemovePeerRequest.class),
                    Map.entry("Operator.ServerHealth", DatacenterRequest.class),
                    Map.entry("PreparedQuery.Apply", PreparedQueryRequest.class),
                    Map.entry("PreparedQuery.Execute", ExecuteRequest.class),
                    Map.entry("PreparedQuery.ExecuteRemote", RemoteExecuteRequest.class),
                    Map.entry("PreparedQuery.Explain", ExecuteRequest.class),
                    Map.entry("PreparedQuery.Get", PreparedQueryLookup.class),
                    Map.entry("PreparedQuery.List", DatacenterRequest.class),
                    Map.entry("Session.Apply", SessionRequest.class),
                    Map.entry("Session.Get", SessionQuery.class),
                    Map.entry("Session.List", SessionQuery.class),
                    Map.entry("Session.NodeSessions", NodeRequest.class),
                    Map.entry("Session.Renew", SessionQuery.class),
                    Map.entry("Status.RaftStats", Nothing.class),
                    Map.entry("Txn.Apply", TxnRequest.class),
                    Map.entry("Txn.Read", TxnReadRequest.class));

    private static final Map<String, Class<?>> REPLIES =
            Map.ofEntries(
                    Map.entry("Catalog.ListNodes", Nodes.class),
                    Map.entry("Catalog.ListServices", ServiceTags.class),
                    Map.entry("Catalog.NodeServiceList", NodeServiceListReply.class),
                    Map.entry("Catalog.NodeServices", NodeServicesReply.class),
                    Map.entry("Catalog.ServiceNodes", ServiceNodes.class),
                    Map.entry("Coordinate.ListNodes", Coordinates.class),
                    Map.entry("Coordinate.Node", Coordinates.class),
                    Map.entry("Health.ChecksInState", HealthChecks.class),
                    Map.entry("Health.NodeChecks", HealthChecks.class),
                    Map.entry("Health.ServiceChecks", HealthChecks.class),
                    Map.entry("Health.ServiceNodes", CheckServiceNodes.class),
                    Map.entry("Internal.EventFire", EventFireReply.class),
                    Map.entry("Internal.KeyringOperation", KeyringResponses.class),
                    Map.entry("Internal.NodeDump", NodeDump.class),
                    Map.entry("Internal.NodeInfo", NodeDump.class),
                    Map.entry("Internal.ServiceDump", CheckServiceNodes.class),
                    Map.entry("KVS.Get", KvEntries.class),
                    Map.entry("KVS.List", KvEntries.class),
                    Map.entry("KVS.ListKeys", KeyNames.class),
                    Map.entry("PreparedQuery.Execute", ExecuteReply.class),
                    Map.entry("PreparedQuery.ExecuteRemote", ExecuteReply.class),
                    Map.entry("PreparedQuery.Explain", ExplainReply.class),
                    Map.entry("PreparedQuery.Get", PreparedQueries.class),
                    Map.entry("PreparedQuery.List", PreparedQueries.class),
                    Map.entry("Session.Get", Sessions.class),
                    Map.entry("Session.List", Sessions.class),
                    Map.entry("Session.NodeSessions", Sessions.class),
                    Map.entry("Session.Renew", Sessions.class),
                    Map.entry("Txn.Read", TxnReply.class));

    /** Replies that say nothing about their freshness. */
    private static final Map<String, Class<?>> BARE_REPLIES =
            Map.of(
                    "Operator.AutopilotGetConfiguration", AutopilotConfig.class,
                    "Operator.RaftGetConfiguration", RaftConfiguration.class,
                    "Operator.ServerHealth", ClusterHealth.class,
                    "Status.RaftStats", ServerStats.class,
                    "Txn.Apply", TxnReply.class);

    private record Nothing() {}

    private record Exchange(
            @Wire("id") String id,
            @Wire("method") String method,
            @Wire("request_body_hex") String request,
            @Wire("response_body_hex") String response) {}

    @TestFactory
    Stream<DynamicTest> requests_and_replies_are_repeated_byte_by_byte() throws IOException {
        assumeTrue(Files.exists(VECTORS), () -> VECTORS + " is not there");
        return Files.readAllLines(VECTORS).stream()
                .map(RecordedExchangesTest::exchange)
                .filter(exchange -> REQUESTS.containsKey(exchange.method()))
                .map(exchange ->
                        DynamicTest.dynamicTest(
                                exchange.id() + " " + exchange.method(), () -> repeat(exchange)));
    }

    private static Exchange exchange(String line) {
        try {
            return RecordCodec.of(Exchange.class).readJsonLeniently(JsonReader.ofWhole(line));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private static void repeat(Exchange exchange) throws IOException {
        repeat(RecordCodec.of(type(REQUESTS, exchange)), exchange.request());
        if (REPLIES.containsKey(exchange.method()) && exchange.response().length() > 2) {
            repeat(
                    RecordCodec.joint(type(REPLIES, exchange), QueryMeta.class),
                    exchange.response());
        } else if (BARE_REPLIES.containsKey(exchange.method())) {
            repeat(RecordCodec.of(type(BARE_REPLIES, exchange)), exchange.response());
        }
    }

    private static Class<?> type(Map<String, Class<?>> types, Exchange exchange) {
        return Objects.requireNonNull(types.get(exchange.method()), exchange.method());
    }

    private static <T> void repeat(RecordCodec<T> codec, String hex) throws WireException {
        byte[] again = codec.encode(codec.decode(HexFormat.of().parseHex(hex)));
        assertThat(Msgpack.sorted(again))
                .isEqualTo(inUtc(Msgpack.sorted(HexFormat.of().parseHex(hex))));
    }

    /**
     * An offset of zero and UTC are one zone to us; 1.8.7 writes what its host's zone is called.
     */
    private static String inUtc(String hex) {
        return hex.replaceAll("af01([0-9a-f]{24})0000", "af01$1ffff");
    }
}
