package io.proconsul.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;

class AgentAddressTest {
    @Test
    void nothing_means_this_machine() throws IOException {
        assertThat(AgentAddress.parse("", false))
                .isEqualTo(new AgentAddress("http", "127.0.0.1", 8500, "", "127.0.0.1:8500"));
    }

    @Test
    void https_in_the_address_turns_tls_on() throws IOException {
        assertThat(AgentAddress.parse("https://a.example:8501", false).scheme()).isEqualTo("https");
    }

    @Test
    void http_in_the_address_does_not_turn_tls_off() throws IOException {
        assertThat(AgentAddress.parse("http://a:1", true).scheme()).isEqualTo("https");
    }

    @Test
    void an_address_without_a_port_has_that_of_its_scheme() throws IOException {
        assertThat(AgentAddress.parse("https://a.example/", false).port()).isEqualTo(443);
        assertThat(AgentAddress.parse("a.example", false).port()).isEqualTo(80);
    }

    @Test
    void brackets_stand_around_ipv6_only_where_it_is_shown() throws IOException {
        AgentAddress address = AgentAddress.parse("[::1]:8500", false);

        assertThat(address.host()).isEqualTo("::1");
        assertThat(address.shown()).isEqualTo("[::1]:8500");
        assertThat(AgentAddress.parse("[::1]", false).port()).isEqualTo(80);
    }

    @Test
    void a_unix_socket_has_a_path_and_no_host() throws IOException {
        AgentAddress address = AgentAddress.parse("unix:///run/consul.sock", false);

        assertThat(address.socketPath()).isEqualTo("/run/consul.sock");
        assertThat(address.host()).isEmpty();
    }

    @Test
    void other_schemes_and_ports_that_are_no_numbers_are_refused() {
        assertThatThrownBy(() -> AgentAddress.parse("ftp://a:1", false))
                .hasMessage("Unknown protocol scheme: ftp");
        assertThatThrownBy(() -> AgentAddress.parse("a:http", false))
                .hasMessageContaining("the port \"http\" is not a number");
    }
}
