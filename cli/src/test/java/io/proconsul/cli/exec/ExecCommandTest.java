package io.proconsul.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.cli.FakeMachine;
import io.proconsul.cli.ScriptedAgent;
import io.proconsul.cli.ScriptedAgent.Reply;
import io.proconsul.cli.TypedCommands;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

class ExecCommandTest {
    private static final String FOLDER = "/v1/kv/_rexec/s/";

    private final ScriptedAgent agent = new ScriptedAgent();
    private final FakeMachine machine = new FakeMachine();
    private final TypedCommands typed = new TypedCommands(agent.address(), machine);

    @BeforeEach
    void answerWhatEveryRunAsks() {
        agent.on("GET /v1/agent/self", "{\"Config\":{\"NodeName\":\"me\",\"Datacenter\":\"dc1\"}}");
        agent.on("PUT /v1/session/create", "{\"ID\":\"s\"}");
        agent.on("PUT " + FOLDER + "job", "true");
        agent.on("PUT /v1/event/fire/_rexec", "{\"ID\":\"e\"}");
        agent.on("DELETE /v1/kv/_rexec/s", "true");
        agent.on("PUT /v1/session/destroy/s", "true");
        agent.on(
                "GET " + FOLDER + "?index=",
                question -> {
                    new CountDownLatch(1).await();
                    return Reply.refused(500, "");
                });
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private void keys(String json) {
        agent.on("GET " + FOLDER + "?keys=", question -> Reply.at(5, json));
    }

    private void value(String key, String text) {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        agent.on("GET " + FOLDER + key, "[{\"Value\":\"" + base64 + "\"}]");
    }

    private int run(String... words) throws InterruptedException {
        var status = typed.begin(words);
        machine.passOnce(Duration.ofMillis(200));
        return status.join();
    }

    @Test
    void what_nodes_say_is_printed_with_their_names_and_all_keys_are_removed()
            throws InterruptedException {
        keys(
                "[\"_rexec/s/job\",\"_rexec/s/n1/ack\",\"_rexec/s/n1/exit\","
                        + "\"_rexec/s/n1/out/00000\",\"_rexec/s/n2/ack\",\"_rexec/s/n2/exit\"]");
        value("n1/exit", "3");
        value("n1/out/00000", "one\ntwo\n");
        value("n2/exit", "0");

        assertThat(run("exec", "-verbose", "-wait=300ms", "-service=web", "up", "time"))
                .isEqualTo(2);
        assertThat(typed.output())
                .isEqualTo(
                        """
                        Created remote execution session: s
                        Uploaded remote execution spec
                        Fired remote execution event: e
                        ==> n1: acknowledged
                        ==> n1: finished with exit code 3
                            n1: one
                            n1: two
                            n1:
                        ==> n2: acknowledged
                        ==> n2: finished with exit code 0
                        2 / 2 node(s) completed / acknowledged
                        Completed in 0.20 seconds
                        """);
        assertThat(agent.questions())
                .extracting(Object::toString)
                .contains(
                        "PUT /v1/session/create {\"Behavior\":\"delete\",\"Name\":\"Remote"
                                + " Exec\",\"TTL\":\"15s\"}",
                        "PUT /v1/kv/_rexec/s/job?acquire=s"
                                + " {\"Command\":\"up time\",\"Wait\":300000000}",
                        "PUT /v1/event/fire/_rexec?service=web"
                                + " {\"Prefix\":\"_rexec\",\"Session\":\"s\"}",
                        "GET /v1/kv/_rexec/s/?keys=&wait=300ms")
                .endsWith("DELETE /v1/kv/_rexec/s?recurse=", "PUT /v1/session/destroy/s");
    }

    @Test
    void nobody_who_answers_is_no_failure() throws InterruptedException {
        agent.on("GET " + FOLDER + "?keys=", question -> Reply.missing(5));

        assertThat(run("exec", "-wait=100ms", "uptime")).isZero();
        assertThat(typed.output()).isEqualTo("0 / 0 node(s) completed / acknowledged\n");
    }

    @Test
    void a_node_that_never_finishes_is_a_failure() throws InterruptedException {
        keys("[\"_rexec/s/n1/ack\"]");

        assertThat(run("exec", "-wait=150ms", "uptime")).isEqualTo(2);
        assertThat(typed.output()).isEqualTo("0 / 1 node(s) completed / acknowledged\n");
    }

    @Test
    void a_script_comes_from_standard_input_and_words_need_no_shell() throws InterruptedException {
        agent.on("GET " + FOLDER + "?keys=", question -> Reply.missing(5));

        typed.input("id\n");
        assertThat(run("exec", "-wait=10ms", "-")).isZero();
        assertThat(run("exec", "-wait=10ms", "-shell=false", "uname", "-a")).isZero();
        assertThat(agent.questions())
                .filteredOn(question -> question.target().contains("/job"))
                .extracting(ScriptedAgent.Question::body)
                .containsExactly(
                        "{\"Script\":\"aWQK\",\"Wait\":10000000}",
                        "{\"Args\":[\"uname\",\"-a\"],\"Wait\":10000000}");
    }

    @Test
    void in_another_datacenter_the_session_belongs_to_a_server_there() throws InterruptedException {
        agent.on("GET /v1/health/service/consul", "[{\"Node\":{\"Node\":\"s9\"}}]");
        agent.on("GET " + FOLDER + "?dc=dc2&keys=", question -> Reply.missing(5));

        assertThat(run("exec", "-wait=10ms", "-datacenter=dc2", "x")).isZero();
        assertThat(agent.questions())
                .extracting(Object::toString)
                .contains(
                        "PUT /v1/session/create?dc=dc2"
                            + " {\"Behavior\":\"delete\",\"Checks\":[],\"Name\":\"Remote Exec via"
                            + " me@dc1\",\"Node\":\"s9\",\"TTL\":\"15s\"}");
    }
}
