package io.proconsul.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;

class DialFailureTest {
    private static final InetSocketAddress SERVER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 8300);

    @Test
    void says_what_go_says() {
        assertThat(DialFailure.text(null, SERVER, new ConnectException("Connection refused: /x")))
                .isEqualTo("dial tcp 127.0.0.1:8300: connect: connection refused");
        assertThat(DialFailure.text(null, SERVER, new ConnectException("Network is unreachable")))
                .isEqualTo("dial tcp 127.0.0.1:8300: connect: network is unreachable");
        assertThat(DialFailure.text(null, SERVER, new NoRouteToHostException("No route to host")))
                .isEqualTo("dial tcp 127.0.0.1:8300: connect: no route to host");
        assertThat(DialFailure.text(null, SERVER, new SocketTimeoutException("Connect timed out")))
                .isEqualTo("dial tcp 127.0.0.1:8300: i/o timeout");
    }

    @Test
    void names_where_the_connection_was_to_come_from() {
        var source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        assertThat(DialFailure.text(source, SERVER, new ConnectException("refused")))
                .isEqualTo("dial tcp 127.0.0.1:0->127.0.0.1:8300: connect: connection refused");
    }
}
