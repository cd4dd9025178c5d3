package io.proconsul.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.http.message.Client;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Metrics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.List;

class SubnetTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1/32, 127.0.0.2, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12::1, true"
    })
    void a_range_contains_what_shares_its_beginning(
            String range, String address, boolean contained) {
        assertThat(Subnet.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "x/8", "10.0.0.0/x"})
    void what_is_no_range_is_refused(String text) {
        assertThatThrownBy(() -> Subnet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writers_are_known_by_their_address() {
        var rules =
                new ApiRules(
                        List.of(),
                        List.of(),
                        List.of(Subnet.parse("10.0.0.0/8")),
                        new Metrics(new VirtualTime()),
                        new VirtualTime(),
                        Runnable::run);
        assertThat(rules.mayWrite(new Client(InetAddress.ofLiteral("10.1.1.1"), 1))).isTrue();
        assertThat(rules.mayWrite(new Client(InetAddress.ofLiteral("9.1.1.1"), 1))).isFalse();
        assertThat(rules.mayWrite(Client.LOCAL)).isFalse();
    }
}
