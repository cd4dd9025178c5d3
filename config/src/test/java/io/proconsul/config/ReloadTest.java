package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.ServiceDefinition;

import org.junit.jupiter.api.Test;

import java.util.List;

class ReloadTest {
    private static AgentConfig load(String hcl) throws Exception {
        var flags = new AgentFlags();
        flags.parse(List.of("-data-dir=d", "-bind=127.0.0.1", "-hcl=" + hcl));
        return new ConfigLoader(new FakeMachine()).load(flags.input()).config();
    }

    @Test
    void what_may_change_changes() throws Exception {
        AgentConfig after =
                Reload.apply(
                        load("log_level = \"INFO\""),
                        load(
                                """
                                log_level = "DEBUG"
                                node_meta { a = "b" }
                                service { name = "web" }
                                dns_config { only_passing = true }
                                limits { rpc_rate = 5.5 }
                                acl { tokens { agent = "t" } }
                                discard_check_output = true
                                telemetry { prefix_filter = ["-x"] }
                                """));
        assertThat(after.log().level()).isEqualTo("DEBUG");
        assertThat(after.node().meta()).containsKey("a");
        assertThat(after.services()).extracting(ServiceDefinition::name).containsExactly("web");
        assertThat(after.dns().onlyPassing()).isTrue();
        assertThat(after.limits().rpcRate()).isEqualTo(5.5);
        assertThat(after.acl().tokens().agent()).isEqualTo("t");
        assertThat(after.checkRules().discardOutput()).isTrue();
        assertThat(after.telemetry().blockedPrefixes()).containsExactly("x");
    }

    @Test
    void everything_else_keeps_its_value() throws Exception {
        AgentConfig before = load("leave_on_terminate = true");
        AgentConfig after =
                Reload.apply(
                        before,
                        load(
                                """
                                leave_on_terminate = false
                                datacenter = "other"
                                ports { http = 1 }
                                server = true
                                bootstrap = true
                                domain = "x"
                                limits { kv_max_value_size = 1 }
                                acl { enabled = true }
                                """));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void each_key_says_whether_a_reload_may_change_it() {
        assertThat(Reload.keys())
                .contains(
                        "log_level",
                        "services",
                        "node_meta",
                        "acl.tokens.agent",
                        "dns_config.soa.retry",
                        "limits.rpc_rate")
                .doesNotContain("datacenter", "ports.http", "leave_on_terminate", "acl.enabled");
    }
}
