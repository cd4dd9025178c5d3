package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.config.address.Ip;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The files of the tutorial that many clusters were copied from, exactly as published. */
class TutorialTest {
    private static final List<String> EIGHT =
            List.of(
                    "172.17.0.2",
                    "172.17.0.3",
                    "172.17.0.4",
                    "172.17.0.5",
                    "172.17.0.6",
                    "172.17.0.7",
                    "172.17.0.8",
                    "172.17.0.9");

    private static ConfigLoader.Loaded load(String agent) throws ConfigException {
        var machine = new FakeMachine();
        machine.interfaces().withLoopback().with("eth0", "172.17.0.4/16");
        String name = agent + ".json";
        machine.file(name, Reference.read("tutorial/" + agent + "-conf/" + name));
        return new ConfigLoader(machine).load(ConfigInput.ofFiles(List.of(name), ""));
    }

    @Test
    void the_first_server_bootstraps_alone() throws ConfigException {
        var loaded = load("consul-server1");
        AgentConfig config = loaded.config();
        assertThat(config.node().datacenter()).isEqualTo("dc1");
        assertThat(config.node().primaryDatacenter()).isEqualTo("dc1");
        assertThat(config.node().name()).isEqualTo("consul-server1");
        assertThat(config.node().dataDir()).isEqualTo("/consul/data");
        assertThat(config.node().server()).isTrue();
        assertThat(config.raft().bootstrap()).isTrue();
        assertThat(config.join().lan().addresses()).isEqualTo(EIGHT);
        assertThat(config.join().lan().interval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(Ip.text(config.addresses().advertiseLan())).isEqualTo("172.17.0.4");
        assertThat(loaded.warnings())
                .containsExactly(
                        "BootstrapExpect is set to 1; this is the same as Bootstrap mode.",
                        "bootstrap = true: do not enable unless necessary");
    }

    @Test
    void the_others_expect_two() throws ConfigException {
        for (String server : List.of("consul-server2", "consul-server3")) {
            AgentConfig config = load(server).config();
            assertThat(config.raft().bootstrapExpect()).isEqualTo(2);
            assertThat(config.raft().bootstrap()).isFalse();
            assertThat(config.node().rejoinAfterLeave()).isTrue();
            assertThat(config.log().syslog()).isFalse();
        }
    }

    @Test
    void the_client_serves_the_page_at_its_own_address() throws ConfigException {
        var loaded = load("consul-client");
        AgentConfig config = loaded.config();
        assertThat(config.node().server()).isFalse();
        assertThat(config.http().ui()).isTrue();
        assertThat(config.addresses().http()).hasToString("[tcp://192.168.43.234:8500]");
        assertThat(Ip.text(config.addresses().bind())).isEqualTo("192.168.43.234");
        assertThat(loaded.warnings()).isEmpty();
    }
}
