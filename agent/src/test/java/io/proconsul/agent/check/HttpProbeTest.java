package io.proconsul.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.check.http.FetchRequest;
import io.proconsul.agent.check.http.HttpFetch;
import io.proconsul.agent.check.http.Tls;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.net.Dialer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HTTP checks over real sockets; the outputs were recorded of the genuine agent. */
final class HttpProbeTest {
    private final RawServer server = new RawServer(HttpProbeTest::response);

    private static String response(String path) {
        return switch (path) {
            case "/warn" -> "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 6\r\n\r\nhello\n";
            case "/bad" -> "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 1\r\n\r\nx";
            case "/none" -> "HTTP/1.1 204 No Content\r\n\r\n";
            case "/odd" -> "HTTP/1.1 299 \r\nContent-Length: 6\r\n\r\nhello\n";
            case "/away" -> "HTTP/1.1 302 Found\r\nLocation: /ok?x=1\r\nContent-Length: 0\r\n\r\n";
            case "/again" -> "HTTP/1.1 307 Again\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n";
            case "/loop" -> "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n";
            case "/lost" -> "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n";
            case "/open" -> "HTTP/1.0 200 OK\r\n\r\nuntil the end";
            case "/cut" -> "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart";
            case "/hint" -> "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhinted";
            case "/pieces" ->
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n";
            case "/garbage" -> "what?\r\n\r\n";
            case "/silence" -> "";
            default -> "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";
        };
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Outcome asked(FetchRequest request, int keep) {
        HttpFetch fetch =
                new HttpFetch(
                        Dialer.system(),
                        Tls.system(),
                        Clock.system(),
                        Map.of("User-Agent", "Consul Health Check"));
        return new HttpProbe(fetch, request, keep).run();
    }

    private static FetchRequest request(String method, String url, String body) {
        return new FetchRequest(
                method,
                url,
                Map.of("X-One", List.of("1", "2"), "Authorization", List.of("secret")),
                body,
                Duration.ofSeconds(5),
                false);
    }

    private static Outcome got(String url) {
        return asked(request("GET", url, ""), 4096);
    }

    private String outputOf(String path) {
        return got(server.url(path)).output().replace(server.url(""), "");
    }

    @Test
    void the_status_decides_and_the_body_is_quoted() {
        String url = server.url("/ok");

        assertThat(got(url))
                .isEqualTo(Outcome.passing("HTTP GET " + url + ": 200 OK Output: hello\n"));
        assertThat(got(server.url("/warn")).status()).isEqualTo("warning");
        assertThat(got(server.url("/bad")).status()).isEqualTo("critical");
        assertThat(outputOf("/bad"))
                .isEqualTo("HTTP GET /bad: 500 Internal Server Error Output: x");
        assertThat(outputOf("/none")).isEqualTo("HTTP GET /none: 204 No Content Output: ");
        assertThat(outputOf("/odd")).isEqualTo("HTTP GET /odd: 299  Output: hello\n");
    }

    @Test
    void redirects_are_followed_and_named_by_the_first_url() {
        assertThat(outputOf("/away")).isEqualTo("HTTP GET /away: 200 OK Output: hello\n");
        assertThat(server.requests.getLast())
                .startsWith("GET /ok?x=1 HTTP/1.1\n")
                .contains("Referer: " + server.url("/away") + "\n", "Authorization: secret\n");
    }

    @Test
    void a_302_turns_into_a_get_and_a_307_stays_what_it_is() {
        assertThat(asked(request("POST", server.url("/away"), "body"), 99).output())
                .startsWith("HTTP POST ");
        assertThat(server.requests.getLast()).startsWith("GET /ok?x=1 ").doesNotContain("body");

        assertThat(asked(request("POST", server.url("/again"), "body"), 99).status())
                .isEqualTo("passing");
        assertThat(server.requests.getLast()).startsWith("POST /ok ").endsWith("body");
    }

    @Test
    void redirects_that_lead_nowhere_are_critical() {
        assertThat(outputOf("/loop")).isEqualTo("Get \"/loop\": stopped after 10 redirects");
        assertThat(server.requests).hasSize(10);
        assertThat(outputOf("/lost"))
                .isEqualTo("Get \"/lost\": 302 response missing Location header");
    }

    @Test
    void bodies_end_where_they_say() {
        assertThat(outputOf("/open")).endsWith("200 OK Output: until the end");
        assertThat(outputOf("/pieces")).endsWith("200 OK Output: hello world");
        assertThat(outputOf("/hint")).endsWith("200 OK Output: hinted");
        assertThat(outputOf("/cut")).endsWith("200 OK Output: part");
    }

    @Test
    void only_the_end_of_a_long_body_is_kept() {
        assertThat(asked(request("GET", server.url("/ok"), ""), 3).output())
                .endsWith("200 OK Output: lo\n");
    }

    @Test
    void a_head_request_has_no_body() {
        assertThat(asked(request("HEAD", server.url("/ok"), ""), 99).output())
                .startsWith("HTTP HEAD ")
                .endsWith("200 OK Output: ");
    }

    @Test
    void a_request_carries_what_was_asked_for() {
        assertThat(asked(request("POST", server.url("/ok"), "the body"), 99).status())
                .isEqualTo("passing");

        assertThat(server.requests.getLast())
                .contains(
                        "Host: 127.0.0.1:" + server.port() + "\n",
                        "User-Agent: Consul Health Check\n",
                        "X-One: 1\nX-One: 2\n",
                        "Content-Length: 8\n",
                        "Connection: close\n")
                .endsWith("the body");
    }

    @Test
    void what_is_no_http_is_critical() {
        assertThat(outputOf("/garbage"))
                .isEqualTo(
                        "Get \"/garbage\": net/http: HTTP/1.x transport connection broken:"
                                + " malformed HTTP response \"what?\"");
    }

    @Test
    void an_answer_that_does_not_come_is_critical_when_the_time_is_up() {
        FetchRequest request =
                new FetchRequest(
                        "GET", server.url("/silence"), Map.of(), "", Duration.ofMillis(50), false);

        assertThat(asked(request, 99))
                .isEqualTo(
                        Outcome.critical(
                                "Get \""
                                        + server.url("/silence")
                                        + "\": context deadline exceeded (Client.Timeout exceeded"
                                        + " while awaiting headers)"));
    }

    @Test
    void nobody_listening_is_critical() {
        int port = RawServer.deadPort();

        assertThat(got("http://127.0.0.1:" + port + "/").output())
                .isEqualTo(
                        "Get \"http://127.0.0.1:%d/\": dial tcp 127.0.0.1:%d: connect: connection refused"
                                .formatted(port, port));
    }

    @Test
    void tls_where_there_is_none_is_critical() {
        String url = server.url("/").replace("http:", "https:");

        assertThat(got(url).output())
                .isEqualTo(
                        "Get \""
                                + url
                                + "\": tls: first record does not look like a TLS handshake");
    }

    @Test
    void addresses_that_are_none_are_explained() {
        assertThat(got("127.0.0.78:9901/").output())
                .isEqualTo(
                        "parse \"127.0.0.78:9901/\": first path segment in URL cannot contain"
                                + " colon");
        assertThat(got("foo/bar").output())
                .isEqualTo("Get \"foo/bar\": unsupported protocol scheme \"\"");
        assertThat(got("ftp://127.0.0.1/ok").output())
                .isEqualTo("Get \"ftp://127.0.0.1/ok\": unsupported protocol scheme \"ftp\"");
        assertThat(got("http://127.0.0.1/%zz").output())
                .isEqualTo("parse \"http://127.0.0.1/%zz\": invalid URL escape \"%zz\"");
        assertThat(got("http://127.0.0.1:x/").output())
                .isEqualTo("parse \"http://127.0.0.1:x/\": invalid port \":x\" after host");
        assertThat(asked(request("G T", server.url("/"), ""), 99).output())
                .isEqualTo("net/http: invalid method \"G T\"");
    }

    @Test
    void tcp_checks_only_connect() {
        Duration timeout = Duration.ofSeconds(5);
        String address = "127.0.0.1:" + server.port();

        assertThat(new TcpProbe(Dialer.system(), address, timeout).run())
                .isEqualTo(Outcome.passing("TCP connect " + address + ": Success"));
        assertThat(new TcpProbe(Dialer.system(), "127.0.0.1", timeout).run())
                .isEqualTo(
                        Outcome.critical("dial tcp: address 127.0.0.1: missing port in address"));
        String dead = "127.0.0.1:" + RawServer.deadPort();
        assertThat(new TcpProbe(Dialer.system(), dead, timeout).run())
                .isEqualTo(Outcome.critical("dial tcp " + dead + ": connect: connection refused"));
    }
}
