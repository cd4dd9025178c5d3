package io.proconsul.agent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.proconsul.agent.check.http.HttpFetch;
import io.proconsul.agent.check.http.Tls;
import io.proconsul.model.watch.WatchPlan;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.net.Dialer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Handlers and questions on real sockets and with a real shell. */
class HandlerRunTest {
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final HttpFetch fetch =
            new HttpFetch(Dialer.system(), Tls.system(), Clock.system(), Map.of());
    private final HandlerRun handlers =
            new HandlerRun(fetch, task -> Thread.ofVirtual().start(task));
    private HttpServer server;

    @TempDir Path folder;

    @BeforeEach
    void listen() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        requests.add(
                                exchange.getRequestMethod()
                                        + " "
                                        + exchange.getRequestURI()
                                        + " "
                                        + exchange.getRequestHeaders().getFirst("X-Consul-Index")
                                        + " "
                                        + exchange.getRequestHeaders().getFirst("X-Consul-Token")
                                        + " "
                                        + new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8));
                        byte[] body = "[{\"Node\":\"n\"}]".getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("X-Consul-Index", "12");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void a_program_reads_the_answer_and_knows_its_index() throws InterruptedException {
        Path file = folder.resolve("seen");
        String script = "{ echo $CONSUL_INDEX; cat; } > " + file + "; exit 3";

        handlers.tell(new WatchHandler.Program(List.of("sh", "-c", script)), 41, "{\"web\":[]}");

        assertThat(file).hasContent("41\n{\"web\":[]}\n");
    }

    @Test
    void a_program_that_cannot_be_found_ends_nothing() throws InterruptedException {
        handlers.tell(new WatchHandler.Program(List.of("/no/such/program")), 1, "[]");

        assertThat(requests).isEmpty();
    }

    @Test
    void a_url_gets_the_answer_and_its_index() throws InterruptedException {
        var handler =
                new WatchHandler.Url(
                        "http://" + address() + "/hook",
                        "PUT",
                        Map.of(),
                        Duration.ofSeconds(10),
                        false);

        handlers.tell(handler, 7, "[]");

        assertThat(requests.poll(20, TimeUnit.SECONDS)).isEqualTo("PUT /hook 7 null []\n");
    }

    @Test
    void the_agent_is_asked_with_index_and_token() throws IOException {
        WatchPlan plan =
                WatchReader.read(
                                List.of(
                                        Map.of(
                                                "type", "service",
                                                "service", "a b",
                                                "tag", "x&y",
                                                "args", "p")),
                                "")
                        .getFirst()
                        .plan();

        WatchSource.Answer answer = new LoopbackSource(fetch, address()).ask(plan, 9, "secret");

        assertThat(answer.index()).isEqualTo(12);
        assertThat(answer.found()).isTrue();
        assertThat(answer.body()).asString().isEqualTo("[{\"Node\":\"n\"}]");
        assertThat(requests)
                .containsExactly("GET /v1/health/service/a%20b?tag=x%26y&index=9 null secret ");
    }
}
