package io.proconsul.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Peer;
import io.proconsul.raft.memory.MemoryEngine;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.server.endpoint.GossipPools;
import io.proconsul.server.endpoint.OtherDatacenters;
import io.proconsul.server.leader.Member;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The parts together. */
class ServerTest {

    @Test
    void stats_are_those_of_a_1_8_7_server() {
        ServerFixture fixture = ServerFixture.leading();
        Map<String, Map<String, String>> stats = fixture.server.stats();
        assertThat(stats).containsOnlyKeys("consul", "raft");
        assertThat(stats.get("consul"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "acl", "disabled",
                                "bootstrap", "false",
                                "known_datacenters", "1",
                                "leader", "true",
                                "leader_addr", "127.0.0.1:8300",
                                "server", "true"));
        assertThat(stats.get("raft"))
                .containsEntry("state", "Leader")
                .containsEntry("last_contact", "0")
                .containsEntry("num_peers", "0")
                .containsEntry("term", "1")
                .containsEntry("protocol_version", "3")
                .containsEntry(
                        "latest_configuration",
                        "[{Suffrage:Voter ID:node-id Address:127.0.0.1:8300}]")
                .containsKeys(
                        "applied_index",
                        "commit_index",
                        "fsm_pending",
                        "last_log_index",
                        "last_log_term",
                        "last_snapshot_index",
                        "last_snapshot_term",
                        "latest_configuration_index",
                        "protocol_version_max",
                        "protocol_version_min",
                        "snapshot_version_max",
                        "snapshot_version_min")
                .hasSize(18);
        fixture.engine().lose();
        assertThat(fixture.server.stats().get("raft"))
                .containsEntry("state", "Follower")
                .containsEntry("last_contact", "never");
        assertThat(fixture.server.stats().get("consul")).containsEntry("leader", "false");
    }

    @Test
    void listeners_hear_of_every_change_of_leaders() {
        ServerFixture fixture = new ServerFixture();
        List<String> heard = new ArrayList<>();
        fixture.server.addLeaderListener((leads, address) -> heard.add(leads + " " + address));
        fixture.lead();
        assertThat(fixture.server.isLeader()).isTrue();
        fixture.engine().lose();
        fixture.notifier.run();
        fixture.engine().hearOf("other", "127.0.0.2:8300");
        fixture.notifier.run();
        assertThat(heard)
                .startsWith("true 127.0.0.1:8300")
                .contains("false ")
                .endsWith("false 127.0.0.2:8300");
        assertThat(fixture.server.isLeader()).isFalse();
        assertThat(fixture.server.leaderAddress()).isEqualTo("127.0.0.2:8300");
    }

    @Test
    void a_leader_that_steps_down_leaves_no_timer_behind() {
        ServerFixture fixture = ServerFixture.leading();
        assertThat(fixture.time.pending()).isPositive();
        fixture.engine().lose();
        fixture.notifier.run();
        assertThat(fixture.time.pending()).isZero();
    }

    @Test
    void waiting_queries_survive_a_change_of_leaders() {
        ServerFixture fixture = ServerFixture.leading();
        fixture.call(Kvs.APPLY, Requests.set("k", "v"));
        long index = fixture.call(Kvs.GET, Requests.key("k")).meta().index();
        var waiting = fixture.start(Kvs.GET, new KeyRequest("dc1", "k", Requests.waiting(index)));
        fixture.engine().lose();
        fixture.notifier.run();
        assertThat(waiting).isNotDone();
        fixture.lead();
        fixture.call(Kvs.APPLY, Requests.set("k", "w"));
        fixture.notifier.run();
        assertThat(waiting).isCompleted();
    }

    @Test
    void tombstones_are_forgotten_by_the_leader_after_their_time() {
        ServerFixture fixture = ServerFixture.leading();
        fixture.call(Kvs.APPLY, Requests.set("t/a", "v"));
        fixture.call(Kvs.APPLY, Requests.set("t/b", "v"));
        fixture.call(Kvs.APPLY, Requests.kv(KvVerb.DELETE, "t/a", "", "", 0));
        long deleted = fixture.call(Kvs.LIST, Requests.key("t/")).meta().index();
        fixture.call(Kvs.APPLY, Requests.kv(KvVerb.DELETE, "t/b", "", "", 0));
        int proposed = fixture.proposed();
        fixture.pass(Duration.ofMinutes(15).plusSeconds(30));
        assertThat(fixture.proposed()).isGreaterThan(proposed);
        assertThat(fixture.call(Kvs.LIST, Requests.key("t/")).meta().index())
                .isGreaterThan(deleted);
    }

    @Test
    void a_log_that_failed_leaves_no_leader() {
        ServerFixture fixture = ServerFixture.leading();
        fixture.engine().say(new EngineEvent.Fatal(new IOException("disk full")));
        fixture.notifier.run();
        assertThat(fixture.server.isLeader()).isFalse();
        assertThat(fixture.start(Kvs.APPLY, Requests.set("k", "v"))).isNotDone();
    }

    @Test
    void a_leader_that_leaves_hands_over_first_and_waits_until_it_is_taken_out() {
        ServerFixture fixture = ServerFixture.leading();
        fixture.engine().peers(List.of(DirectEngine.SELF, new Peer("b", "127.0.0.2:8300", true)));
        List<Integer> transfersAtGoodbye = new ArrayList<>();
        var left =
                fixture.server.leave(() -> {
                    transfersAtGoodbye.add(fixture.engine().transfers);
                    return CompletableFuture.completedFuture(null);
                });
        assertThat(transfersAtGoodbye).containsExactly(1);
        assertThat(left).isNotDone();
        fixture.engine().say(new EngineEvent.TakenOut());
        fixture.notifier.run();
        assertThat(left).isCompleted();
    }

    @Test
    void who_is_not_taken_out_leaves_all_the_same() {
        ServerFixture fixture = new ServerFixture();
        fixture.engine().peers(List.of(DirectEngine.SELF, new Peer("b", "127.0.0.2:8300", true)));
        var left = fixture.server.leave(() -> CompletableFuture.completedFuture(null));
        fixture.pass(Duration.ofMillis(4_999));
        assertThat(left).isNotDone();
        fixture.pass(Duration.ofMillis(1));
        assertThat(left).isCompleted();
    }

    @Test
    void a_server_that_is_alone_leaves_at_once() {
        ServerFixture fixture = ServerFixture.leading();
        var left = fixture.server.leave(() -> CompletableFuture.completedFuture(null));
        assertThat(left).isCompleted();
        assertThat(fixture.engine().transfers).isZero();
    }

    /** Real threads: what is read after a write was acknowledged is never older. */
    @Test
    @Timeout(20)
    void many_threads_read_their_own_writes_and_miss_no_change() throws Exception {
        try (var notifier = Executors.newSingleThreadExecutor();
                var timers = Timers.system("server-test-timers");
                var server = started(notifier, timers)) {
            int writers = 4;
            int rounds = 300;
            var failures = new ConcurrentLinkedQueue<String>();
            var watched = new AtomicLong();
            var done = new CountDownLatch(writers);
            watch(server, 1, watched);
            for (int w = 0; w < writers; w++) {
                String key = "k" + w;
                Thread.ofVirtual().start(() -> writeAndRead(server, key, rounds, failures, done));
            }
            done.await();
            assertThat(failures).isEmpty();
            server.caller().call(Kvs.APPLY, Requests.set("k0", "last")).get();
            long last = server.caller().call(Kvs.GET, Requests.key("k0")).get().meta().index();
            while (watched.get() < last) {
                Thread.onSpinWait();
            }
        }
    }

    private static Server started(Executor notifier, Timers timers) throws Exception {
        CountDownLatch leads = new CountDownLatch(1);
        Server server =
                new Server(
                        ServerSettings.of("dc1", "s1", "node-id", "127.0.0.1:8300"),
                        new ServerSurroundings(
                                Clock.system(),
                                timers,
                                Chance.secure(),
                                notifier,
                                (fsm, listener, servers) ->
                                        new MemoryEngine(
                                                new Peer("node-id", "127.0.0.1:8300", true),
                                                fsm,
                                                listener,
                                                Chance.secure()),
                                () ->
                                        List.of(
                                                Member.server(
                                                        "s1",
                                                        "127.0.0.1",
                                                        "dc1",
                                                        "node-id",
                                                        8300,
                                                        "1.8.7:")),
                                GossipPools.none("dc1", "s1"),
                                TokenResolver.allowAll(),
                                Forwarder.none(),
                                OtherDatacenters.none(),
                                new FarSnapshots(),
                                new Metrics(Clock.system())));
        server.addLeaderListener((leading, address) -> {
            if (leading) {
                leads.countDown();
            }
        });
        server.start();
        leads.await();
        return server;
    }

    /** Follows one key by its index, as a client does. */
    private static void watch(Server server, long index, AtomicLong seen) {
        var request = new KeyRequest("dc1", "k0", Requests.waiting(index));
        var _ =
                server.caller()
                        .call(Kvs.GET, request)
                        .thenAccept(answer -> {
                            seen.set(answer.meta().index());
                            watch(server, answer.meta().index(), seen);
                        });
    }

    private static void writeAndRead(
            Server server,
            String key,
            int rounds,
            ConcurrentLinkedQueue<String> failures,
            CountDownLatch done) {
        try {
            for (int i = 0; i < rounds; i++) {
                server.caller().call(Kvs.APPLY, Requests.set(key, "v" + i)).get();
                String direct = value(server.caller().call(Kvs.GET, Requests.key(key)));
                String listed = value(server.caller().call(Kvs.LIST, Requests.key(key)));
                if (!direct.equals("v" + i) || !listed.equals("v" + i)) {
                    failures.add(key + ": wrote v" + i + ", read " + direct + ", " + listed);
                }
            }
        } catch (Exception failure) {
            failures.add(key + ": " + failure);
        } finally {
            done.countDown();
        }
    }

    private static String value(CompletableFuture<Answer<KvEntries>> answer) {
        byte[] value = Objects.requireNonNull(answer.join().value().entries()).getFirst().value();
        return new String(Objects.requireNonNull(value), StandardCharsets.UTF_8);
    }
}
