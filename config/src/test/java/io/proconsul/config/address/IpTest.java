package io.proconsul.config.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.Objects;

class IpTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "001.2.3.4, 1.2.3.4",
        "::, ::",
        "::1, ::1",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1:0:0:3:4:5:6:0, 1::3:4:5:6:0",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "::ffff:1.2.3.4, 1.2.3.4"
    })
    void an_address_is_read_and_written_in_its_usual_form(String text, String usual) {
        assertThat(Ip.text(parsed(text))).isEqualTo(usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.-4",
                "1.2.3.4567",
                "1..2.3",
                "1.2.3.4:80",
                "[::1]",
                "fe80::1%eth0",
                ":::",
                "1:2",
                " 1.2.3.4"
            })
    void anything_else_is_no_address(String text) {
        assertThat(Ip.parse(text)).isNull();
    }

    @Test
    void with_a_port_six_goes_into_brackets() {
        assertThat(Ip.text(parsed("1.2.3.4"), 80)).isEqualTo("1.2.3.4:80");
        assertThat(Ip.text(parsed("::1"), 80)).isEqualTo("[::1]:80");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.255.0.1, true",
        "10.1.2.3/8, 11.0.0.0, false",
        "0.0.0.0/0, 9.9.9.9, true",
        "0.0.0.0/0, ::1, false",
        "fc00::/7, fdff::1, true",
        "::1/128, ::1, true"
    })
    void a_network_contains_what_shares_its_prefix(
            String network, String address, boolean contains) {
        IpNetwork parsed = Objects.requireNonNull(IpNetwork.parse(network));
        assertThat(parsed.contains(parsed(address))).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "x/8",
                "::/129",
                "10.0.0.0/8/8"
            })
    void a_network_needs_an_address_and_a_fitting_prefix(String text) {
        assertThat(IpNetwork.parse(text)).isNull();
    }

    @Test
    void a_masked_network_starts_at_its_first_address() {
        assertThat(Objects.requireNonNull(IpNetwork.parse("10.1.2.3/8")).masked())
                .hasToString("10.0.0.0/8");
    }

    private static InetAddress parsed(String text) {
        @Nullable InetAddress address = Ip.parse(text);
        return Objects.requireNonNull(address, text);
    }
}
