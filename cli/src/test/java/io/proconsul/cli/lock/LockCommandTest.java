package io.proconsul.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.cli.FakeMachine;
import io.proconsul.cli.FakeMachine.Puppet;
import io.proconsul.cli.ScriptedAgent;
import io.proconsul.cli.ScriptedAgent.Reply;
import io.proconsul.cli.TypedCommands;
import io.proconsul.cli.machine.Signal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

class LockCommandTest {
    private static final String LOCK = "/v1/kv/p/.lock";
    private static final String MUTEX_FLAGS = "3304740253564472344";
    private static final String SEMAPHORE_FLAGS = "16210313421097356768";
    private static final Duration LOCK_DELAY = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ScriptedAgent agent = new ScriptedAgent();
    private final FakeMachine machine = new FakeMachine();
    private final TypedCommands typed = new TypedCommands(agent.address(), machine);

    @BeforeEach
    void answerWhatEveryLockAsks() {
        agent.on("GET /v1/agent/self", "{}");
        agent.on("PUT /v1/session/create", "{\"ID\":\"me\"}");
        agent.on("PUT /v1/session/destroy/me", "true");
        agent.on("PUT " + LOCK + "?acquire=", "true");
        agent.on("PUT " + LOCK + "?flags=" + MUTEX_FLAGS + "&release=me", "true");
        agent.on("DELETE " + LOCK, "true");
        agent.on("GET " + LOCK, pair(9, "", MUTEX_FLAGS));
        agent.on("GET " + LOCK + "?wait=", question -> Reply.missing(3));
        // While the lock is held its key says so, and the answer to "until it changes" never comes.
        agent.on("GET " + LOCK + "?consistent=", pair(5, "me", MUTEX_FLAGS));
        agent.on("GET " + LOCK + "?consistent=&index=", this::never);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private Reply never(ScriptedAgent.Question question) throws InterruptedException {
        new CountDownLatch(1).await();
        return Reply.refused(500, "");
    }

    private static ScriptedAgent.Answer pair(long index, String session, String flags) {
        return pair(index, session, flags, "");
    }

    private static ScriptedAgent.Answer pair(
            long index, String session, String flags, String value) {
        return question -> Reply.at(index, "[" + json(".lock", index, session, flags, value) + "]");
    }

    private static String json(String key, long index, String session, String flags, String value) {
        return "{\"Key\":\"p/"
                + key
                + "\",\"Flags\":"
                + flags
                + ",\"ModifyIndex\":"
                + index
                + ",\"Session\":\""
                + session
                + "\",\"Value\":\""
                + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
                + "\"}";
    }

    private List<String> asked() {
        return agent.questions().stream()
                .map(Object::toString)
                .filter(question -> !question.contains("consistent"))
                .toList();
    }

    @Test
    void the_program_runs_while_the_lock_is_held_and_nothing_stays() throws InterruptedException {
        var status = typed.begin("lock", "-verbose", "p", "echo", "hi");
        Puppet program = machine.nextProgram();
        assertThat(program.command().words()).containsExactly("/bin/sh", "-c", "echo hi");
        assertThat(program.command().variables()).containsEntry("CONSUL_LOCK_HELD", "true");
        program.end(0);

        assertThat(status.join()).isZero();
        assertThat(typed.output())
                .isEqualTo(
                        """
                        Setting up lock at path: p/.lock
                        Attempting lock acquisition
                        Starting handler
                        Child terminated, releasing lock
                        Cleanup succeeded
                        """);
        assertThat(asked())
                .containsExactly(
                        "GET /v1/agent/self",
                        "PUT /v1/session/create {\"Name\":\"Consul lock for 'echo hi' at"
                                + " 'p'\",\"TTL\":\"15s\"}",
                        "GET /v1/kv/p/.lock?wait=15000ms",
                        "PUT /v1/kv/p/.lock?acquire=me&flags=" + MUTEX_FLAGS,
                        "PUT /v1/kv/p/.lock?flags=" + MUTEX_FLAGS + "&release=me",
                        "PUT /v1/session/destroy/me",
                        "GET /v1/kv/p/.lock",
                        "DELETE /v1/kv/p/.lock?cas=9");
    }

    @Test
    void a_failing_program_counts_only_when_asked_for() throws InterruptedException {
        var lenient = typed.begin("lock", "p", "x");
        machine.nextProgram().end(3);
        assertThat(lenient.join()).isZero();
        assertThat(typed.errors()).isEqualTo("Error running handler: exit status 3\n");

        var strict = typed.begin("lock", "-child-exit-code", "p", "x");
        machine.nextProgram().end(3);
        assertThat(strict.join()).isEqualTo(2);
    }

    @Test
    void a_lock_that_somebody_holds_is_waited_for_on_its_key() throws InterruptedException {
        agent.on("GET " + LOCK + "?wait=", pair(4, "somebody", MUTEX_FLAGS));
        agent.on("GET " + LOCK + "?index=4&wait=", question -> Reply.missing(6));

        var status = typed.begin("lock", "p", "x");
        machine.nextProgram().end(0);

        assertThat(status.join()).isZero();
        assertThat(asked()).contains("GET /v1/kv/p/.lock?index=4&wait=15000ms");
    }

    @Test
    void while_the_servers_hold_a_free_lock_back_only_time_helps() throws InterruptedException {
        var attempts = new AtomicInteger();
        agent.on(
                "PUT " + LOCK + "?acquire=",
                question -> Reply.of(attempts.incrementAndGet() == 1 ? "false" : "true"));

        var status = typed.begin("lock", "p", "x");
        machine.passOnce(LOCK_DELAY);
        machine.nextProgram().end(0);

        assertThat(status.join()).isZero();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void who_gives_up_in_time_leaves_no_session_behind() throws InterruptedException {
        agent.on("PUT " + LOCK + "?acquire=", "false");

        var status = typed.begin("lock", "-timeout=4s", "p", "x");
        machine.passOnce(LOCK_DELAY);

        assertThat(status.join()).isEqualTo(1);
        assertThat(typed.errors())
                .isEqualTo("Shutdown triggered or timeout during lock acquisition\n");
        assertThat(asked())
                .contains("GET /v1/kv/p/.lock?wait=4000ms")
                .endsWith("PUT /v1/session/destroy/me");
    }

    @Test
    void a_signal_ends_waiting_for_a_lock() throws InterruptedException {
        var waiting = new CountDownLatch(1);
        agent.on(
                "GET " + LOCK + "?wait=",
                question -> {
                    waiting.countDown();
                    return never(question);
                });

        var status = typed.begin("lock", "p", "x");
        waiting.await();
        machine.send(Signal.INT);

        assertThat(status.join()).isEqualTo(1);
        assertThat(asked()).endsWith("PUT /v1/session/destroy/me");
    }

    @Test
    void a_key_that_is_used_otherwise_is_left_alone() {
        agent.on("GET " + LOCK + "?wait=", pair(4, "", SEMAPHORE_FLAGS));

        assertThat(typed.run("lock", "p", "x")).isEqualTo(1);
        assertThat(typed.errors())
                .isEqualTo("Lock acquisition failed: Existing key does not match lock use\n");
    }

    @Test
    void a_lost_lock_ends_the_program_at_last_by_force() throws InterruptedException {
        var lost = new Semaphore(0);
        agent.on(
                "GET " + LOCK + "?consistent=&index=5",
                question -> {
                    lost.acquire();
                    return pair(8, "somebody", MUTEX_FLAGS).to(question);
                });
        agent.on("GET " + LOCK, pair(9, "somebody", MUTEX_FLAGS));

        var status = typed.begin("lock", "-verbose", "p", "x");
        Puppet program = machine.nextProgram();
        lost.release();
        assertThat(program.nextSignal()).isEqualTo("TERM");
        machine.passOnce(GRACE);
        assertThat(program.nextSignal()).isEqualTo("KILL");
        program.end(137);

        assertThat(status.join()).isZero();
        assertThat(typed.output())
                .containsSubsequence(
                        "Lock lost, killing child",
                        "Terminating child pid 7",
                        "Child did not exit after grace period of 5s",
                        "Killing child pid 7",
                        "Child terminated",
                        "Cleanup aborted, lock in use");
    }

    @Test
    void a_few_failures_of_the_agent_are_not_yet_a_loss() throws InterruptedException {
        agent.on("GET " + LOCK + "?consistent=", question -> Reply.refused(500, "no leader"));

        var status = typed.begin("lock", "-monitor-retry=2", "p", "x");
        Puppet program = machine.nextProgram();
        machine.passOnce(Duration.ofSeconds(1));
        assertThat(program.signals()).isEmpty();
        machine.passOnce(Duration.ofSeconds(1));
        assertThat(program.nextSignal()).isEqualTo("TERM");
        program.end(0);

        assertThat(status.join()).isZero();
    }

    @Test
    void other_signals_are_passed_on() throws InterruptedException {
        var status = typed.begin("lock", "p", "x");
        Puppet program = machine.nextProgram();
        machine.send(Signal.HUP);

        assertThat(program.nextSignal()).isEqualTo("HUP");
        program.end(0);
        assertThat(status.join()).isZero();
    }

    @Test
    void a_semaphore_forgets_holders_that_are_gone() throws InterruptedException {
        String holders = "{\"Limit\":2,\"Holders\":{\"dead\":true,\"other\":true}}";
        String all =
                "["
                        + json(".lock", 5, "", SEMAPHORE_FLAGS, holders)
                        + ","
                        + json("other", 4, "other", SEMAPHORE_FLAGS, "")
                        + ","
                        + json("me", 6, "me", SEMAPHORE_FLAGS, "")
                        + "]";
        agent.on("PUT /v1/kv/p/me?acquire=me", "true");
        agent.on("GET /v1/kv/p?recurse=", question -> Reply.at(6, all));
        agent.on("GET /v1/kv/p?consistent=", this::never);
        agent.on("PUT " + LOCK + "?cas=", "true");
        agent.on("GET " + LOCK, pair(7, "", SEMAPHORE_FLAGS, holders.replace("dead", "me")));
        agent.on("DELETE /v1/kv/p/me", "true");

        var status = typed.begin("lock", "-n=2", "-verbose", "p", "x");
        machine.nextProgram().end(0);

        assertThat(status.join()).isZero();
        assertThat(typed.output())
                .startsWith("Setting up semaphore (limit 2) at prefix: p\n")
                .endsWith("Cleanup aborted, lock in use\n");
        assertThat(asked())
                .contains(
                        "PUT /v1/kv/p/.lock?cas=5&flags="
                                + SEMAPHORE_FLAGS
                                + " {\"Limit\":2,\"Holders\":{\"me\":true,\"other\":true}}",
                        "PUT /v1/kv/p/.lock?cas=7&flags="
                                + SEMAPHORE_FLAGS
                                + " {\"Limit\":2,\"Holders\":{\"other\":true}}",
                        "DELETE /v1/kv/p/me");
    }

    @Test
    void a_full_semaphore_is_waited_for_on_its_prefix() throws InterruptedException {
        String full = "{\"Limit\":2,\"Holders\":{\"a\":true,\"b\":true}}";
        String all =
                "["
                        + json(".lock", 5, "", SEMAPHORE_FLAGS, full)
                        + ","
                        + json("a", 4, "a", SEMAPHORE_FLAGS, "")
                        + ","
                        + json("b", 6, "b", SEMAPHORE_FLAGS, "")
                        + "]";
        agent.on("PUT /v1/kv/p/me?acquire=me", "true");
        agent.on("GET /v1/kv/p?recurse=", question -> Reply.at(6, all));
        agent.on(
                "GET /v1/kv/p?index=6&recurse=",
                question -> Reply.at(8, all.replace("\"Session\":\"b\"", "\"Session\":\"\"")));
        agent.on("GET /v1/kv/p?consistent=", this::never);
        agent.on("PUT " + LOCK + "?cas=", "true");
        agent.on("GET " + LOCK, question -> Reply.missing(9));
        agent.on("DELETE /v1/kv/p/me", "true");

        var status = typed.begin("lock", "-n=2", "p", "x");
        machine.nextProgram().end(0);

        assertThat(status.join()).isZero();
        assertThat(asked())
                .contains(
                        "PUT /v1/kv/p/.lock?cas=5&flags="
                                + SEMAPHORE_FLAGS
                                + " {\"Limit\":2,\"Holders\":{\"a\":true,\"me\":true}}");
    }

    @Test
    void two_ideas_of_the_limit_do_not_mix() {
        agent.on("PUT /v1/kv/p/me?acquire=me", "true");
        agent.on(
                "GET /v1/kv/p?recurse=",
                pair(5, "", SEMAPHORE_FLAGS, "{\"Limit\":3,\"Holders\":{}}"));

        assertThat(typed.run("lock", "-n=2", "p", "x")).isEqualTo(1);
        assertThat(typed.errors())
                .isEqualTo(
                        "Lock acquisition failed: semaphore limit conflict (lock: 3, local: 2)\n");
    }

    @Test
    void a_session_is_renewed_before_it_expires() throws InterruptedException {
        var renewed = new Semaphore(0);
        agent.on(
                "PUT /v1/session/renew/me",
                question -> {
                    renewed.release();
                    return Reply.of("[]");
                });

        var status = typed.begin("lock", "p", "x");
        Puppet program = machine.nextProgram();
        machine.passOnce(Duration.ofMillis(7500));
        renewed.acquire();
        machine.passOnce(Duration.ofMillis(7500));
        renewed.acquire();
        program.end(0);

        assertThat(status.join()).isZero();
    }
}
