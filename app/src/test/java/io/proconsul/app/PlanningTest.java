package io.proconsul.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.config.AgentFlags;
import io.proconsul.config.ConfigLoader;
import io.proconsul.config.Machine;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

final class PlanningTest {
    private static Plan plan(String... flags) throws Exception {
        var agent = new AgentFlags();
        agent.parse(List.of(flags));
        var config = new ConfigLoader(Machine.system()).load(agent.input()).config();
        return new Planning(config, "7ba8ed4e-3a04-4d42-bd4b-6ba3d6ff7a4c", Map.of()).plan();
    }

    @Test
    void servers_are_called_from_the_address_the_agent_is_bound_to() throws Exception {
        assertThat(plan("-data-dir=/d", "-bind=127.0.0.2").rpcSource())
                .contains(InetAddress.ofLiteral("127.0.0.2"));
    }

    @Test
    void an_agent_bound_to_all_addresses_calls_servers_from_any() throws Exception {
        assertThat(plan("-data-dir=/d", "-bind=0.0.0.0", "-advertise=127.0.0.2").rpcSource())
                .isEmpty();
    }
}
