package io.proconsul.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class ResponseReaderTest {
    private static ApiResponse read(String wire) throws IOException {
        return ResponseReader.read(
                new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void a_body_of_known_length_ends_there() throws IOException {
        ApiResponse answer = read("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue and more");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("true");
    }

    @Test
    void chunks_are_joined_and_their_extensions_dropped() throws IOException {
        ApiResponse answer =
                read(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\n\r\n");

        assertThat(answer.text()).isEqualTo("hello, world");
    }

    @Test
    void a_body_of_no_known_length_ends_with_the_connection() throws IOException {
        assertThat(read("HTTP/1.0 500 No\r\n\r\nNo cluster leader").refusal())
                .isEqualTo("Unexpected response code: 500 (No cluster leader)");
    }

    @Test
    void a_go_ahead_before_the_answer_is_skipped() throws IOException {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 None\r\n\r\n").status())
                .isEqualTo(204);
    }

    @Test
    void headers_are_found_in_any_case() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nX-CONSUL-index:  7 \r\n\r\n").header("X-Consul-Index"))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "",
            })
    void an_answer_that_ends_early_is_an_error(String wire) {
        assertThatThrownBy(() -> read(wire))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("EOF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 twohundred\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
            })
    void what_is_no_http_is_refused_with_what_was_read(String wire) {
        assertThatThrownBy(() -> read(wire))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("malformed ");
    }

    @Test
    void a_line_without_end_is_refused() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000)))
                .hasMessageContaining("longer than 65536 bytes");
    }
}
