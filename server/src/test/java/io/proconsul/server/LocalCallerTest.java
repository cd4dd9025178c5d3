package io.proconsul.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Peer;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.DatacentersRequest;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Status;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.security.acl.UnknownTokenException;
import io.proconsul.server.leader.Member;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where calls run, and how long they wait for somebody to run them. */
class LocalCallerTest {
    private final ServerFixture fixture = new ServerFixture();

    private static KeyRequest key(QueryOptions options) {
        return new KeyRequest("dc1", "k", options);
    }

    private static List<KvEntry> entries(Answer<KvEntries> answer) {
        List<KvEntry> entries = answer.value().entries();
        return entries == null ? List.of() : entries;
    }

    private static String failure(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        Throwable failure = call.exceptionNow();
        assertThat(failure).isInstanceOf(RpcException.class);
        return String.valueOf(failure.getMessage());
    }

    @Test
    void a_leader_answers_default_reads_before_the_call_returns() {
        fixture.lead();
        fixture.call(Kvs.APPLY, Requests.set("k", "v"));
        var answer = fixture.start(Kvs.GET, key(QueryOptions.DEFAULT));
        assertThat(answer).isDone();
        assertThat(entries(answer.join())).hasSize(1);
        assertThat(answer.join().meta().knownLeader()).isTrue();
        assertThat(answer.join().meta().lastContact()).isZero();
    }

    @Test
    void a_new_leader_answers_only_when_it_knows_everything() {
        fixture.engine().elected();
        fixture.notifier.run();
        var read = fixture.start(Kvs.GET, key(QueryOptions.DEFAULT));
        fixture.pass(Duration.ofSeconds(1));
        assertThat(read).isNotDone();
        fixture.engine().gained();
        fixture.notifier.run();
        assertThat(read).isCompleted();
    }

    @Test
    void without_a_leader_a_call_fails_after_seven_seconds() {
        var read = fixture.start(Kvs.GET, key(QueryOptions.DEFAULT));
        var write = fixture.start(Kvs.APPLY, Requests.set("k", "v"));
        fixture.pass(Duration.ofMillis(6_999));
        assertThat(read).isNotDone();
        assertThat(write).isNotDone();
        fixture.pass(Duration.ofMillis(1));
        assertThat(failure(read)).isEqualTo("No cluster leader");
        assertThat(failure(write)).isEqualTo("No cluster leader");
    }

    @Test
    void a_consistent_read_at_a_leader_that_is_not_ready_says_so() {
        fixture.engine().elected();
        var read = fixture.start(Kvs.GET, key(Requests.consistent()));
        fixture.pass(Duration.ofSeconds(7));
        assertThat(failure(read)).isEqualTo("Not ready to serve consistent reads");
    }

    @Test
    void a_leader_found_in_time_serves_the_calls_held_up_at_once() {
        var write = fixture.start(Kvs.APPLY, Requests.set("k", "v"));
        var read = fixture.start(Kvs.GET, key(QueryOptions.DEFAULT));
        fixture.lead();
        assertThat(write).isCompleted();
        assertThat(read).isCompleted();
    }

    @Test
    void a_call_given_up_while_it_is_held_is_never_done() {
        var write = fixture.start(Kvs.APPLY, Requests.set("k", "v"));
        write.cancel(false);
        fixture.lead();
        assertThat(entries(fixture.call(Kvs.GET, key(QueryOptions.DEFAULT)))).isEmpty();
    }

    @Test
    void another_datacenter_has_no_path() {
        fixture.lead();
        assertThat(fixture.refusal(Kvs.GET, new KeyRequest("dc2", "k", QueryOptions.DEFAULT)))
                .isEqualTo("No path to datacenter");
        assertThat(fixture.refusal(Kvs.GET, new KeyRequest("", "k", QueryOptions.DEFAULT)))
                .as("a server does not fill in an empty datacenter")
                .isEqualTo("No path to datacenter");
        assertThat(
                        fixture.refusal(
                                Status.LEADER, DatacenterRequest.of("dc2", QueryOptions.DEFAULT)))
                .isEqualTo("No path to datacenter");
    }

    @Test
    void stale_reads_need_a_leader_to_have_been_heard_of_once() {
        var early = fixture.start(Kvs.GET, key(QueryOptions.STALE));
        assertThat(early).isNotDone();
        fixture.lead();
        assertThat(early).isCompleted();
        fixture.engine().lose();
        fixture.notifier.run();
        var meta = fixture.call(Kvs.GET, key(QueryOptions.STALE)).meta();
        assertThat(meta.knownLeader()).isFalse();
        assertThat(meta.lastContact()).isEqualTo(Duration.ofMillis(25));
    }

    @Test
    void a_stale_write_is_still_for_the_leader() {
        fixture.lead();
        fixture.engine().lose();
        fixture.notifier.run();
        assertThat(fixture.start(Kvs.APPLY, Requests.set("k", "v"))).isNotDone();
        assertThat(fixture.start(Kvs.GET, key(QueryOptions.DEFAULT))).isNotDone();
    }

    @Test
    void consistent_reads_wait_for_the_barrier_and_share_it() {
        fixture.lead();
        fixture.engine().holdBarriers();
        int before = fixture.engine().barriers;
        var first = fixture.start(Kvs.GET, key(Requests.consistent()));
        List<CompletableFuture<Answer<KvEntries>>> later = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            later.add(fixture.start(Kvs.GET, key(Requests.consistent())));
        }
        fixture.call(Kvs.APPLY, Requests.set("k", "v"));
        assertThat(first).isNotDone();
        fixture.engine().releaseBarrier();
        assertThat(first).isCompleted();
        assertThat(later).noneMatch(CompletableFuture::isDone);
        fixture.engine().releaseBarrier();
        assertThat(later).allSatisfy(each -> assertThat(entries(each.join())).hasSize(1));
        assertThat(fixture.engine().barriers - before).isEqualTo(2);
    }

    @Test
    void a_consistent_read_that_lists_is_evaluated_on_the_worker() {
        fixture.lead();
        var nodes =
                fixture.start(
                        Catalog.LIST_NODES, DatacenterRequest.of("dc1", Requests.consistent()));
        assertThat(nodes).isNotDone();
        fixture.notifier.run();
        assertThat(nodes).isCompleted();
    }

    @Test
    void a_consistent_read_that_waits_can_be_given_up() {
        fixture.lead();
        fixture.call(Kvs.APPLY, Requests.set("k", "v"));
        QueryOptions options = Requests.consistent().waitingFor(1_000_000, Duration.ofSeconds(10));
        int timers = fixture.time.pending();
        var read = fixture.start(Kvs.GET, key(options));
        assertThat(fixture.time.pending()).isEqualTo(timers + 1);
        read.cancel(false);
        assertThat(fixture.time.pending()).isEqualTo(timers);
    }

    @Test
    void a_command_the_engine_did_not_take_is_tried_again() {
        fixture.lead();
        fixture.engine().refuse(new ConsensusException.NotLeader());
        var write = fixture.start(Kvs.APPLY, Requests.set("k", "v"));
        assertThat(write).isNotDone();
        fixture.engine().refuse(null);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(write).isCompleted();
    }

    @Test
    void a_command_whose_fate_is_unknown_fails() {
        fixture.lead();
        fixture.engine().refuse(new ConsensusException.LeadershipLost());
        assertThat(failure(fixture.start(Kvs.APPLY, Requests.set("k", "v"))))
                .isEqualTo("leadership lost while committing log");
    }

    @Test
    void calls_are_passed_to_the_leader_that_is_known() {
        List<String> passed = new ArrayList<>();
        Forwarder forwarder =
                new Forwarder() {
                    @Override
                    public <Q, R> CompletableFuture<Answer<R>> to(
                            String address, Method<Q, R> method, Q request) {
                        passed.add(method.name() + " " + address);
                        return CompletableFuture.failedFuture(
                                new RpcException("rpc error making call: Must provide key"));
                    }
                };
        ServerFixture follower = new ServerFixture(TokenResolver.allowAll(), forwarder, false);
        follower.engine().hearOf("other-id", "127.0.0.2:8300");
        assertThat(failure(follower.start(Kvs.APPLY, Requests.set("", "v"))))
                .isEqualTo("rpc error making call: Must provide key");
        assertThat(follower.start(Kvs.GET, key(QueryOptions.STALE)))
                .as("answered here")
                .isCompleted();
        assertThat(passed).containsExactly("KVS.Apply 127.0.0.2:8300");
    }

    @Test
    void a_follower_answers_reads_itself_once_it_knows_what_the_leader_knows() {
        fixture.engine().hearOf("other-id", "127.0.0.2:8300");
        fixture.engine().holdBarriers();
        var read = fixture.start(Kvs.GET, key(QueryOptions.DEFAULT));
        var consistent = fixture.start(Kvs.GET, key(Requests.consistent()));
        assertThat(read).isNotDone();
        fixture.engine().releaseBarrier();
        assertThat(read).isCompleted();
        assertThat(read.join().meta().lastContact()).isEqualTo(Duration.ZERO);
        assertThat(read.join().meta().knownLeader()).isTrue();
        assertThat(consistent).as("it came later").isNotDone();
        fixture.engine().releaseBarrier();
        assertThat(consistent).isCompleted();
    }

    @Test
    void a_follower_without_a_vote_cannot_know_and_asks_the_leader() {
        List<String> passed = new ArrayList<>();
        ServerFixture follower = new ServerFixture(TokenResolver.allowAll(), noting(passed), false);
        follower.engine().hearOf("other-id", "127.0.0.2:8300");
        follower.engine()
                .say(
                        new EngineEvent.ConfigurationChanged(
                                List.of(
                                        new Peer(
                                                DirectEngine.SELF.id(), "127.0.0.1:8300", false))));
        var _ = follower.start(Kvs.GET, key(QueryOptions.DEFAULT));
        assertThat(passed).containsExactly("KVS.Get 127.0.0.2:8300");
    }

    @Test
    void the_leader_is_called_where_gossip_finds_it() {
        List<String> passed = new ArrayList<>();
        ServerFixture follower = new ServerFixture(TokenResolver.allowAll(), noting(passed), false);
        follower.engine().hearOf("other-id", "127.0.0.2:8300");
        follower.server.memberChanged(
                Member.server("s2", "127.0.0.22", "dc1", "other-id", 8300, "1.8.7:"));
        var _ = follower.start(Kvs.APPLY, Requests.set("k", "v"));
        assertThat(passed).containsExactly("KVS.Apply 127.0.0.22:8300");
    }

    @Test
    void a_leader_that_may_have_been_deposed_answers_only_after_a_barrier() {
        fixture.lead();
        fixture.engine().holdBarriers();
        fixture.engine().loseLease();
        var read = fixture.start(Kvs.GET, key(QueryOptions.DEFAULT));
        assertThat(read).isNotDone();
        fixture.engine().releaseBarrier();
        assertThat(read).isCompleted();
    }

    @Test
    void a_leader_that_cannot_be_reached_is_tried_again() {
        List<String> passed = new ArrayList<>();
        ServerFixture follower =
                new ServerFixture(
                        TokenResolver.allowAll(),
                        failing("rpc error getting client: connection refused", passed),
                        false);
        follower.engine().hearOf("other-id", "127.0.0.2:8300");
        var write = follower.start(Kvs.APPLY, Requests.set("k", "v"));
        assertThat(write).isNotDone();
        follower.lead();
        assertThat(write).isCompleted();
    }

    @Test
    void a_passed_on_read_whose_connection_broke_is_repeated_and_a_write_is_not() {
        List<String> passed = new ArrayList<>();
        String broken = "rpc error making call: EOF";
        ServerFixture follower =
                new ServerFixture(TokenResolver.allowAll(), failing(broken, passed), false);
        follower.engine().hearOf("other-id", "127.0.0.2:8300");
        var peers = List.of(new Peer(DirectEngine.SELF.id(), "127.0.0.1:8300", false));
        follower.engine().say(new EngineEvent.ConfigurationChanged(peers)); // it has no vote

        var write = follower.start(Kvs.APPLY, Requests.set("k", "v"));
        assertThat(failure(write)).isEqualTo(broken);
        assertThat(passed).hasSize(1);
        var read = follower.start(Kvs.GET, key(QueryOptions.DEFAULT));
        for (int second = 0; second < 6; second++) {
            follower.pass(Duration.ofSeconds(1));
            assertThat(read).isNotDone();
        }
        assertThat(passed).hasSizeGreaterThanOrEqualTo(2 + 6);
        follower.pass(Duration.ofSeconds(1));
        assertThat(failure(read)).isEqualTo(broken);
    }

    private static Forwarder noting(List<String> passed) {
        return failing("rpc error making call: no", passed);
    }

    private static Forwarder failing(String text, List<String> passed) {
        return new Forwarder() {
            @Override
            public <Q, R> CompletableFuture<Answer<R>> to(
                    String address, Method<Q, R> method, Q request) {
                passed.add(method.name() + " " + address);
                return CompletableFuture.failedFuture(new RpcException(text));
            }
        };
    }

    @Test
    void a_token_nobody_knows_is_refused_but_not_where_none_is_needed() {
        TokenResolver nobody =
                secret -> {
                    throw new UnknownTokenException();
                };
        ServerFixture strict = new ServerFixture(nobody, Forwarder.none(), false);
        strict.lead();
        assertThat(strict.refusal(Kvs.GET, key(QueryOptions.DEFAULT.withToken("x"))))
                .isEqualTo("ACL not found");
        assertThat(
                        strict.call(
                                        Status.LEADER,
                                        DatacenterRequest.of("dc1", QueryOptions.DEFAULT))
                                .value())
                .isEqualTo("127.0.0.1:8300");
        assertThat(
                        strict.call(
                                        Catalog.LIST_DATACENTERS,
                                        new DatacentersRequest(QueryOptions.DEFAULT))
                                .value())
                .containsExactly("dc1");
    }

    @Test
    void status_is_answered_without_a_leader() {
        DatacenterRequest anywhere = DatacenterRequest.of("", QueryOptions.DEFAULT);
        assertThat(fixture.call(Status.LEADER, anywhere).value()).isEmpty();
        assertThat(fixture.call(Status.PEERS, anywhere).value()).containsExactly("127.0.0.1:8300");
    }

    @Test
    void a_method_nobody_serves_is_not_found() {
        fixture.lead();
        Method<KeyRequest, KvEntries> unknown =
                new Method<>("KVS.Zap", KeyRequest.class, KvEntries.class, Method.Kind.QUERY);
        assertThat(fixture.refusal(unknown, key(QueryOptions.DEFAULT)))
                .isEqualTo("rpc: can't find method KVS.Zap");
    }
}
