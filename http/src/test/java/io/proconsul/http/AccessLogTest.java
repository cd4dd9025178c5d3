package io.proconsul.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.proconsul.rpc.method.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.util.List;

class AccessLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("agent.http");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void listens() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        api.caller.on(Status.LEADER, "");
    }

    @AfterEach
    void stops() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private List<String> logged() {
        return lines.list.stream()
                .map(line ->
                        line.getLevel()
                                + " "
                                + line.getFormattedMessage()
                                + " "
                                + line.getKeyValuePairs())
                .toList();
    }

    @Test
    void every_request_leaves_a_line() {
        api.get("/v1/status/leader?dc=dc1");
        assertThat(logged())
                .containsExactly(
                        "DEBUG Request finished [method=\"GET\","
                                + " url=\"/v1/status/leader?dc=dc1\", from=\"@\", latency=\"0s\"]");
    }

    @Test
    void nothing_is_put_together_while_nobody_listens() {
        logger.setLevel(Level.INFO);
        api.get("/v1/status/leader");
        assertThat(logged()).isEmpty();
    }

    @Test
    void secrets_are_left_out() {
        api.get("/v1/status/leader?token=s3cret&x=1");
        api.get("/v1/acl/info/s3cret?x=1");
        assertThat(String.join("\n", logged()))
                .doesNotContain("s3cret")
                .contains("token=<hidden>&x=1", "/v1/acl/info/<hidden>?x=1");
    }

    @Test
    void failures_leave_a_line_with_their_text() {
        api.send("PATCH", "/v1/status/leader", "");
        api.get("/v1/status/leader?x=%zz");
        assertThat(logged())
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("ERROR Request error [method=\"PATCH\"")
                                .endsWith("error=\"method PATCH not allowed\"]"))
                .contains(
                        "ERROR Failed to decode query [from=\"@\","
                                + " error=\"invalid URL escape \"%zz\"\"]");
    }

    @Test
    void mistakes_of_clients_are_nothing_to_worry_about() {
        api.get("/v1/status/leader?index=abc");
        assertThat(logged()).singleElement().asString().startsWith("DEBUG");
    }
}
