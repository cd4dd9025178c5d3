package io.proconsul.cli.watch;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class WatchCommandTest {
    private final ScriptedAgent agent = new ScriptedAgent();
    private final FakeMachine machine = new FakeMachine();
    private final TypedCommands typed = new TypedCommands(agent.address(), machine);

    @BeforeEach
    void answerWhetherThereIsAnAgent() {
        agent.on("GET /v1/agent/self", "{}");
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private static Reply never() throws InterruptedException {
        new CountDownLatch(1).await();
        return Reply.refused(500, "");
    }

    private static String input(Puppet program) {
        return new String(
                Objects.requireNonNull(program.command().input()), StandardCharsets.UTF_8);
    }

    @Test
    void without_a_program_the_answer_is_printed_once() {
        agent.on(
                "GET /v1/kv/a%20b",
                question ->
                        Reply.at(
                                7,
                                "[{\"LockIndex\":0,\"Key\":\"a b\",\"Flags\":0,\"Value\":\"PA==\","
                                        + "\"CreateIndex\":7,\"ModifyIndex\":7}]"));

        assertThat(typed.run("watch", "-type=key", "-key=a b")).isZero();
        assertThat(typed.output())
                .isEqualTo(
                        """
                        {
                            "Key": "a b",
                            "CreateIndex": 7,
                            "ModifyIndex": 7,
                            "LockIndex": 0,
                            "Flags": 0,
                            "Value": "PA==",
                            "Session": ""
                        }
                        """);
    }

    @Test
    void a_key_that_is_not_there_is_null() {
        agent.on("GET /v1/kv/none", question -> Reply.missing(3));

        assertThat(typed.run("watch", "-type=key", "-key=none")).isZero();
        assertThat(typed.output()).isEqualTo("null\n");
    }

    @Test
    void a_program_runs_for_every_change_and_only_for_changes() throws InterruptedException {
        agent.on("GET /v1/catalog/services", question -> Reply.at(5, "{\"consul\":[]}"));
        agent.on("GET /v1/catalog/services?index=5", question -> Reply.at(8, "{\"consul\":[]}"));
        agent.on(
                "GET /v1/catalog/services?index=8",
                question -> Reply.at(9, "{\"consul\":[],\"web\":[]}"));
        agent.on("GET /v1/catalog/services?index=9", question -> never());

        var status = typed.begin("watch", "-type=services", "-shell=false", "reload", "now");
        Puppet first = machine.nextProgram();
        assertThat(first.command().words()).containsExactly("reload", "now");
        assertThat(first.command().variables()).containsEntry("CONSUL_INDEX", "5");
        assertThat(input(first)).isEqualTo("{\"consul\":[]}\n");
        first.end(0);
        Puppet second = machine.nextProgram();
        assertThat(second.command().variables()).containsEntry("CONSUL_INDEX", "9");
        assertThat(input(second)).isEqualTo("{\"consul\":[],\"web\":[]}\n");

        machine.send(Signal.TERM);
        assertThat(machine.exitStatus()).isZero();
        assertThat(second.nextSignal()).isEqualTo("TERM");
        assertThat(status).isNotDone();
        second.end(0);
    }

    @Test
    void a_program_that_fails_ends_the_watch() throws InterruptedException {
        agent.on("GET /v1/catalog/nodes", question -> Reply.at(5, "[]"));

        var status = typed.begin("watch", "-type=nodes", "x");
        machine.nextProgram().end(3);

        assertThat(status.join()).isEqualTo(1);
        assertThat(typed.errors()).isEqualTo("Error executing handler: exit status 3\n");
    }

    @Test
    void failures_are_told_and_waited_out_longer_each_time() throws InterruptedException {
        var asked = new AtomicInteger();
        agent.on(
                "GET /v1/catalog/nodes",
                question ->
                        asked.incrementAndGet() < 3
                                ? Reply.refused(500, "No cluster leader")
                                : Reply.at(5, "[]"));

        var status = typed.begin("watch", "-type=nodes");
        machine.passOnce(Duration.ofSeconds(5));
        machine.passOnce(Duration.ofSeconds(20));

        assertThat(status.join()).isZero();
        assertThat(typed.output()).isEqualTo("[]\n");
        assertThat(typed.errors().lines())
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .endsWith(
                                                " [ERROR] watch.watch: Watch errored: type=nodes"
                                                    + " error=\"Unexpected response code: 500 (No"
                                                    + " cluster leader)\" retry=5s"),
                        second -> assertThat(second).endsWith(" retry=20s"));
    }

    @Test
    void only_new_events_are_told() throws InterruptedException {
        String one = "{\"ID\":\"00000000-0000-0001-0000-000000000000\",\"Name\":\"a\"}";
        String two = "{\"ID\":\"00000000-0000-0002-0000-000000000000\",\"Name\":\"b\"}";
        agent.on("GET /v1/event/list?name=x", question -> Reply.at(1, "[" + one + "]"));
        agent.on(
                "GET /v1/event/list?index=1&name=x",
                question -> Reply.at(2, "[" + one + "," + two + "]"));
        agent.on("GET /v1/event/list?index=2&name=x", question -> never());

        var status = typed.begin("watch", "-type=event", "-name=x", "handle");
        machine.nextProgram().end(0);
        Puppet second = machine.nextProgram();
        assertThat(input(second)).contains("\"Name\":\"b\"").doesNotContain("\"Name\":\"a\"");
        assertThat(status).isNotDone();
    }

    @Test
    void tags_and_health_narrow_a_service() {
        agent.on("GET /v1/health/service/web", question -> Reply.at(1, "[]"));

        assertThat(
                        typed.run(
                                "watch",
                                "-type=service",
                                "-service=web",
                                "-tag=a",
                                "-tag=b",
                                "-passingonly=true",
                                "-stale"))
                .isZero();
        assertThat(agent.questions().getLast().target())
                .isEqualTo("/v1/health/service/web?passing=1&stale=&tag=a&tag=b");
    }

    @ParameterizedTest
    @CsvSource({
        "-type=bogus, Unsupported watch type: bogus",
        "-type=connect_roots, Type connect_roots is not supported in the CLI tool",
        "-type=key, Must specify a single key to watch",
        "-type=keyprefix, Must specify a single prefix to watch",
        "-type=service, Must specify a single service to watch",
        "-type=checks -service=a -state=b, Cannot specify service and state",
        "-type=key -key=a -prefix=b -name=n, Invalid parameters: [prefix name]",
        "-type=services -passingonly=false, Invalid parameters: [passingonly]",
    })
    void what_cannot_be_meant_is_refused(String words, String message) {
        assertThat(typed.run(("watch " + words).split(" ", -1))).isEqualTo(1);
        assertThat(typed.errors()).isEqualTo(message + "\n");
    }
}
