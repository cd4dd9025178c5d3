package io.proconsul.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.proconsul.http.edge.Framing.Expectation;
import io.proconsul.http.message.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;

class HeadReaderTest {
    private static final EdgeLimits SMALL = limits(200, 100);

    private final Inbox inbox = new Inbox();
    private final HeadReader reader = new HeadReader(SMALL, Client.LOCAL);

    private static EdgeLimits limits(int head, int line) {
        EdgeLimits usual = EdgeLimits.DEFAULT;
        return new EdgeLimits(
                head,
                line,
                usual.skippedBodyBytes(),
                usual.pipelinedBytes(),
                usual.unsentBytes(),
                usual.connectionsPerClient(),
                usual.idle(),
                usual.headTime(),
                usual.linger());
    }

    private void arrives(String text) {
        inbox.add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head of a text in which {@code ;} stands for line ends. */
    private HeadReader.Parsed read(String text) throws MalformedRequest {
        arrives(text.replace(";", "\r\n"));
        return Objects.requireNonNull(reader.next(inbox));
    }

    private String refusal(String text) {
        MalformedRequest refusal = catchThrowableOfType(MalformedRequest.class, () -> read(text));
        assertThat(refusal).as(text).isNotNull();
        return refusal.status();
    }

    @Test
    void a_request_is_taken_apart() throws MalformedRequest {
        var parsed = read("GET /v1/kv/a%20b?raw&x=1 HTTP/1.1;Host: x;X-Consul-Token:  t1 ;;");
        assertThat(parsed.head().method()).isEqualTo("GET");
        assertThat(parsed.head().target().path()).isEqualTo("/v1/kv/a b");
        assertThat(parsed.head().target().query()).isEqualTo("raw&x=1");
        assertThat(parsed.head().headers().first("x-consul-token")).isEqualTo("t1");
        assertThat(parsed.head().headers().first("absent")).isNull();
        assertThat(parsed.framing()).isSameAs(Framing.PLAIN);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void a_head_may_come_byte_by_byte() throws MalformedRequest {
        String text = "PUT /v1/kv/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n";
        for (int i = 0; i < text.length() - 1; i++) {
            arrives(text.substring(i, i + 1));
            assertThat(reader.next(inbox)).isNull();
        }
        arrives("\nabc");
        var parsed = Objects.requireNonNull(reader.next(inbox));
        assertThat(parsed.framing().bodyLength()).isEqualTo(3);
        assertThat(inbox.size()).isEqualTo(3);
    }

    @Test
    void several_requests_may_arrive_together() throws MalformedRequest {
        arrives("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: y\r\n\r\nGET");
        var first = Objects.requireNonNull(reader.next(inbox));
        var second = Objects.requireNonNull(reader.next(inbox));
        assertThat(first.head().target().path()).isEqualTo("/a");
        assertThat(second.head().target().path()).isEqualTo("/b");
        assertThat(first.head().headers().first("Host")).isEqualTo("x");
        assertThat(reader.next(inbox)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "garbage;;|400 Bad Request",
                ";GET / HTTP/1.1;;|400 Bad Request",
                "GET /;;|400 Bad Request",
                "GET  / HTTP/1.1;Host: x;;|400 Bad Request",
                "GET / x HTTP/1.1;Host: x;;|400 Bad Request",
                "GE(T / HTTP/1.1;Host: x;;|400 Bad Request",
                "GET v1 HTTP/1.1;Host: x;;|400 Bad Request",
                "GET * HTTP/1.1;Host: x;;|400 Bad Request",
                "GET /%zz HTTP/1.1;Host: x;;|400 Bad Request",
                "GET /%4 HTTP/1.1;Host: x;;|400 Bad Request",
                "GET /a\tb HTTP/1.1;Host: x;;|400 Bad Request",
                "GET / HTTP/x.1;Host: x;;|400 Bad Request",
                "GET / HTTP/2.0;Host: x;;|400 Bad Request: unsupported protocol version",
                "GET / HTTP/1.1;;|400 Bad Request: missing required Host header",
                "GET / HTTP/1.1;Host: x;Host: y;;|400 Bad Request: too many Host headers",
                "GET / HTTP/1.1;Host: x y;;|400 Bad Request: malformed Host header",
                "GET / HTTP/1.1;Host: x;foo;;|400 Bad Request",
                "GET / HTTP/1.1; Host: x;;|400 Bad Request",
                "GET / HTTP/1.1;Host: x;foo : b;;|400 Bad Request: invalid header name",
                "GET / HTTP/1.1;Host: x;A: b\u0001;;|400 Bad Request: invalid header value",
                "PUT / HTTP/1.1;Host: x;Content-Length: 1;Content-Length: 2;;|400 Bad Request",
                "PUT / HTTP/1.1;Host: x;Content-Length: -1;;|400 Bad Request",
                "PUT / HTTP/1.1;Host: x;Content-Length: 1e3;;|400 Bad Request",
                "PUT / HTTP/1.1;Host: x;Content-Length: 9999999999999999999;;|400 Bad Request",
                "PUT / HTTP/1.1;Host: x;Transfer-Encoding: gzip;;|501 Not Implemented",
                "PUT / HTTP/1.1;Host: x;Transfer-Encoding: chunked;Transfer-Encoding: chunked;;"
                        + "|501 Not Implemented"
            })
    void what_is_no_request_is_refused_in_the_words_of_the_reference(String text, String status) {
        assertThat(refusal(text)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\nHost: x\n\n",
                "GET /x HTTP/1.2\r\nHost: x\r\n\r\n",
                "GET /x HTTP/1.0\r\n\r\n",
                "GET http://elsewhere:80/x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: x\r\nA: b\r\n c: d\r\n\te\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: x\r\n: nameless\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: [::1]:8500\r\nA: caf\u00e9\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n"
            })
    void what_is_unusual_but_allowed_is_read(String text) throws MalformedRequest {
        arrives(text);
        var parsed = Objects.requireNonNull(reader.next(inbox));
        assertThat(parsed.head().target().path()).isEqualTo("/x");
        assertThat(parsed.framing().hasBody()).isFalse();
    }

    @Test
    void folded_lines_belong_to_the_header_above() throws MalformedRequest {
        var parsed = read("GET / HTTP/1.1;Host: x;A: b; c: d;E: f;;");
        assertThat(parsed.head().headers().first("A")).isEqualTo("b   c: d");
        assertThat(parsed.head().headers().first("E")).isEqualTo("f");
    }

    @Test
    void bytes_above_ascii_are_utf_8_in_paths_and_values() throws MalformedRequest {
        String utf8 =
                new String(
                        "caf\u00e9".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var parsed = read("GET /v1/kv/" + utf8 + " HTTP/1.1;Host: x;A: " + utf8 + ";;");
        assertThat(parsed.head().target().path()).isEqualTo("/v1/kv/caf\u00e9");
        assertThat(parsed.head().headers().first("a")).isEqualTo("caf\u00e9");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, '', true",
        "HTTP/1.1, 'Connection: close;', false",
        "HTTP/1.1, 'Connection: x, Close;', false",
        "HTTP/1.0, '', false",
        "HTTP/1.0, 'Connection: keep-alive;', true"
    })
    void connections_go_on_as_their_version_says(String version, String header, boolean persistent)
            throws MalformedRequest {
        assertThat(read("GET / " + version + ";Host: x;" + header + ";").framing().persistent())
                .isEqualTo(persistent);
    }

    @Test
    void chunks_win_over_a_length_and_do_not_exist_in_http_1_0() throws MalformedRequest {
        String headers = "Host: x;Content-Length: 3;Transfer-Encoding: Chunked;;";
        assertThat(read("PUT / HTTP/1.1;" + headers).framing().bodyLength())
                .isEqualTo(Framing.CHUNKED);
        assertThat(read("PUT / HTTP/1.0;" + headers).framing().bodyLength()).isEqualTo(3);
    }

    @Test
    void a_client_may_wait_before_it_sends_the_body() throws MalformedRequest {
        String text = "PUT / HTTP/1.1;Host: x;Content-Length: 3;Expect: ";
        assertThat(read(text + "100-Continue;;").framing().expectation())
                .isEqualTo(Expectation.CONTINUE);
        inbox.skip(inbox.size());
        assertThat(read(text + "wonders;;").framing().expectation()).isEqualTo(Expectation.UNKNOWN);
    }

    @Test
    void heads_and_lines_above_their_limits_are_refused() {
        assertThat(refusal("GET /" + "a".repeat(120)))
                .isEqualTo("431 Request Header Fields Too Large");
    }

    @Test
    void many_short_lines_are_too_large_together() {
        assertThat(refusal("GET / HTTP/1.1;Host: x;" + "A: b;".repeat(40)))
                .isEqualTo("431 Request Header Fields Too Large");
    }

    @Test
    void whatever_arrives_is_a_request_or_refused() {
        long seed = 20260501;
        var random = new Random(seed);
        String alphabet = "GET /v1?%2x: \r\n\tHost:HTTP/1.1\u0000\u00e9";
        for (int round = 0; round < 20_000; round++) {
            var box = new Inbox();
            var text = new StringBuilder(random.nextBoolean() ? "GET / HTTP/1.1\r\nHost: x" : "");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            box.add((text + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(survives(new HeadReader(SMALL, Client.LOCAL), box))
                    .as("seed %d, round %d: %s", seed, round, text)
                    .isTrue();
        }
    }

    private static boolean survives(HeadReader reader, Inbox box) {
        try {
            return reader.next(box) != null;
        } catch (MalformedRequest refused) {
            return refused.status().matches("(400|431|501) .*");
        }
    }
}
