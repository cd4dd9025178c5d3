package io.proconsul.rpc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.snapshot.SnapshotRequest;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Empty;
import io.proconsul.rpc.method.Health;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Operator;
import io.proconsul.rpc.method.Status;
import io.proconsul.rpc.snapshot.SavedSnapshot;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.runtime.net.EventLoops;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Our calls, answered by the genuine 1.8.7. */
class GenuineServerTest {
    private static final String ADDRESS = "127.0.31.11";

    private static GenuineServer server;
    private static EventLoopGroup loops;
    private static Connector connector;
    private static ConnectionPool pool;

    @BeforeAll
    static void start() throws IOException {
        Optional<String> program = GenuineServer.find();
        assumeTrue(program.isPresent(), "skipped: no genuine Consul 1.8.7 here");
        server = GenuineServer.start(program.get(), ADDRESS);
        loops = EventLoops.start(1);
        connector = new Connector(loops, Optional.empty(), DialledTls.none());
        pool = new ConnectionPool(PoolSettings.CLIENT, connector, Runnable::run);
    }

    @AfterAll
    static void stop() {
        if (pool != null) {
            pool.close();
            server.close();
            var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private static <Q, R> CompletableFuture<Answer<R>> begin(Method<Q, R> method, Q request) {
        return pool.call(server.rpc(), method, request).orTimeout(20, TimeUnit.SECONDS);
    }

    private static <Q, R> R call(Method<Q, R> method, Q request) {
        return begin(method, request).join().value();
    }

    private static boolean put(String key, byte[] value) {
        var entry = new KvEntry(0, key, 0, value, "", 0, 0);
        return call(Kvs.APPLY, new KvRequest("dc1", KvVerb.SET, entry, WriteOptions.NONE));
    }

    private static KeyRequest key(String key) {
        return new KeyRequest("dc1", key, QueryOptions.DEFAULT);
    }

    private static List<KvEntry> entries(KvEntries found) {
        return Objects.requireNonNullElse(found.entries(), List.of());
    }

    @Test
    void it_answers_all_forms_of_replies() {
        var everything = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);
        assertThat(call(Status.PING, Empty.REQUEST)).isNull();
        assertThat(call(Status.LEADER, everything)).isEqualTo(ADDRESS + ":8300");
        assertThat(call(Status.PEERS, everything)).containsExactly(ADDRESS + ":8300");
        assertThat(call(Status.RAFT_STATS, Empty.REQUEST).lastIndex()).isPositive();
        assertThat(call(Operator.RAFT_GET_CONFIGURATION, everything).servers()).hasSize(1);
        assertThat(call(Catalog.LIST_NODES, everything).nodes()).isNotEmpty();
        assertThat(call(Catalog.LIST_SERVICES, everything).services()).containsKey("consul");
        var node = new NodeRequest("dc1", "genuine", QueryOptions.DEFAULT);
        assertThat(call(Health.NODE_CHECKS, node).healthChecks()).isNotEmpty();
    }

    @Test
    void what_is_written_is_read_back_also_when_it_is_large() {
        byte[] large = new byte[400_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 7 >> 2);
        }
        put("small", new byte[] {1});
        put("large", large);
        Answer<KvEntries> small = begin(Kvs.GET, key("small")).join();
        assertThat(entries(small.value()).getFirst().value()).containsExactly(1);
        assertThat(small.meta().index()).isPositive();
        assertThat(small.meta().knownLeader()).isTrue();
        assertThat(entries(call(Kvs.GET, key("large"))).getFirst().value()).isEqualTo(large);
    }

    @Test
    void many_questions_wait_at_once_and_each_wakes_by_its_own_write() {
        List<CompletableFuture<Answer<KvEntries>>> waiting = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            put("w/" + i, new byte[] {0});
        }
        for (int i = 0; i < 300; i++) {
            long index = begin(Kvs.GET, key("w/" + i)).join().meta().index();
            var later = QueryOptions.DEFAULT.waitingFor(index, Duration.ofMinutes(1));
            waiting.add(begin(Kvs.GET, key("w/" + i).withOptions(later)));
        }
        put("w/150", new byte[] {1});
        assertThat(entries(waiting.get(150).join().value()).getFirst().value()).containsExactly(1);
        assertThat(waiting.get(149)).isNotDone();
        waiting.forEach(call -> call.cancel(false));
        assertThat(call(Status.PING, Empty.REQUEST)).isNull();
    }

    @Test
    void its_refusals_come_through() {
        assertThatThrownBy(() -> call(Kvs.GET, new KeyRequest("dc9", "a", QueryOptions.DEFAULT)))
                .cause()
                .hasMessage("rpc error making call: No path to datacenter");
        var unknown = new Method<>("KVS.Zap", KeyRequest.class, KvEntries.class, Method.Kind.QUERY);
        assertThatThrownBy(() -> call(unknown, key("a")))
                .cause()
                .hasMessage("rpc error making call: rpc: can't find method KVS.Zap");
    }

    @Test
    void a_snapshot_is_saved_and_restored() throws IOException {
        put("kept", new byte[] {5});
        SnapshotService snapshots = new SnapshotClient(connector).at(server.rpc());
        byte[] archive;
        try (SavedSnapshot saved =
                snapshots.save(new SnapshotRequest("dc1", "", false, SnapshotRequest.SAVE))) {
            assertThat(saved.meta().index()).isPositive();
            archive = saved.archive().readAllBytes();
        }
        put("kept", new byte[] {6});
        snapshots.restore(
                new SnapshotRequest("dc1", "", false, SnapshotRequest.RESTORE),
                new ByteArrayInputStream(archive));
        assertThat(entries(call(Kvs.GET, key("kept"))).getFirst().value()).containsExactly(5);
    }
}
