package io.proconsul.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

final class DialerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Dialer dialer = Dialer.system();

    @Test
    void a_listener_is_reached() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                Socket socket = dialer.dial("127.0.0.1", listener.getLocalPort(), TIMEOUT)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void a_refusal_names_the_address() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = listener.getLocalPort();
        }

        assertThatThrownBy(() -> dialer.dial("127.0.0.1", port, TIMEOUT))
                .hasMessage("dial tcp 127.0.0.1:" + port + ": connect: connection refused");
    }

    @Test
    void an_unknown_name_is_told() {
        assertThatThrownBy(() -> dialer.dial("no.such.host.invalid", 1, TIMEOUT))
                .hasMessage("dial tcp: lookup no.such.host.invalid: no such host");
    }
}
