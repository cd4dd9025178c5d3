package io.proconsul.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.Forwarder;
import io.proconsul.server.leader.Member;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class ServerKindsTest {
    private static final String UNKNOWN =
            "rpc error making call: rpc: can't find service Proconsul.Founding";
    private static final String UNREACHED = "rpc error getting client: connection refused";

    private final VirtualTime time = new VirtualTime();
    private final List<Asked> asked = new ArrayList<>();
    private int learnt;
    private final ServerKinds kinds =
            new ServerKinds(
                    "dc1", new Others(), time, Chance.seeded(1), Runnable::run, () -> learnt++);

    private record Asked(String method, CompletableFuture<Answer<Object>> answer) {
        void says(String... texts) {
            answer.complete(Answer.of(List.of(texts)));
        }

        void fails(String text) {
            answer.completeExceptionally(new RpcException(text));
        }
    }

    private final class Others implements Forwarder {
        @Override
        @SuppressWarnings("unchecked") // the test says what the method replies
        public <Q, R> CompletableFuture<Answer<R>> to(
                String address, Method<Q, R> method, Q request) {
            var call = new Asked(method.name() + " " + address, new CompletableFuture<>());
            asked.add(call);
            return (CompletableFuture<Answer<R>>) (CompletableFuture<?>) call.answer();
        }
    }

    private static ServerMember server(Member.Status status, String address) {
        return new ServerMember("n", "id", address, status, false, 3, true, "1.8.7", "3");
    }

    private static final ServerMember ALIVE = server(Member.Status.ALIVE, "a:8300");

    private Asked last() {
        return asked.getLast();
    }

    @Test
    void a_server_that_understands_the_question_is_of_our_kind() {
        kinds.changed(ALIVE);
        assertThat(kinds.of(ALIVE)).isEmpty();
        last().says("waiting");
        assertThat(kinds.of(ALIVE)).contains(ServerKind.OURS);
        assertThat(learnt).isEqualTo(1);
        kinds.changed(ALIVE);
        assertThat(asked).as("once").hasSize(1);
    }

    @Test
    void a_genuine_server_is_asked_for_its_peers_and_is_a_stranger() {
        kinds.changed(ALIVE);
        last().fails(UNKNOWN);
        assertThat(asked).extracting(Asked::method).last().isEqualTo("Status.Peers a:8300");
        last().says();
        assertThat(kinds.of(ALIVE)).contains(ServerKind.CONSUL);
        assertThat(kinds.isStranger(ALIVE)).isTrue();
    }

    @Test
    void a_genuine_server_with_peers_has_a_log() {
        kinds.changed(ALIVE);
        last().fails(UNKNOWN);
        last().says("a:8300", "b:8300");
        assertThat(kinds.of(ALIVE)).contains(ServerKind.CONSUL_WITH_LOG);
    }

    @Test
    void a_server_that_does_not_answer_is_asked_again_as_long_as_it_lives() {
        kinds.changed(ALIVE);
        for (int i = 0; i < 3; i++) {
            last().fails(UNREACHED);
            time.pass(Duration.ofSeconds(2));
        }
        assertThat(asked).hasSize(4);
        last().fails(UNREACHED);
        kinds.changed(server(Member.Status.FAILED, "a:8300"));
        time.pass(Duration.ofSeconds(9));
        assertThat(asked).hasSize(4);
        assertThat(kinds.of(ALIVE)).isEmpty();
    }

    @Test
    void who_comes_back_or_lives_elsewhere_is_asked_anew_and_late_answers_do_not_count() {
        kinds.changed(ALIVE);
        Asked first = last();
        ServerMember moved = server(Member.Status.ALIVE, "b:8300");
        kinds.changed(moved);
        first.says("waiting");
        assertThat(kinds.of(moved)).isEmpty();
        last().says("waiting");
        assertThat(kinds.of(moved)).contains(ServerKind.OURS);

        kinds.forget("id");
        assertThat(kinds.of(moved)).isEmpty();
        kinds.changed(moved);
        assertThat(asked).hasSize(3);
    }
}
