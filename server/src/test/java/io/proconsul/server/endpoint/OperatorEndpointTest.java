package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.operator.RaftServer;
import io.proconsul.model.operator.RemovePeerRequest;
import io.proconsul.model.operator.ServerStats;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.method.Empty;
import io.proconsul.rpc.method.Operator;
import io.proconsul.rpc.method.Status;
import io.proconsul.server.DirectEngine;
import io.proconsul.server.ServerFixture;

import org.junit.jupiter.api.Test;

class OperatorEndpointTest {
    private static final DatacenterRequest ASK = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);

    private final ServerFixture fixture = ServerFixture.leading();

    private AutopilotConfig autopilot() {
        return fixture.call(Operator.AUTOPILOT_GET_CONFIGURATION, ASK).value();
    }

    private boolean set(AutopilotConfig config, boolean cas) {
        var request = new AutopilotSetRequest("dc1", config, cas, WriteOptions.NONE);
        return fixture.call(Operator.AUTOPILOT_SET_CONFIGURATION, request).value();
    }

    @Test
    void the_first_leader_puts_a_configuration_in_place_and_later_ones_keep_it() {
        AutopilotConfig first = autopilot();
        assertThat(first.withIndexes(0, 0)).isEqualTo(AutopilotConfig.DEFAULT);
        fixture.engine().lose();
        fixture.notifier.run();
        fixture.lead();
        assertThat(autopilot()).isEqualTo(first);
    }

    @Test
    void only_a_compare_and_set_that_took_place_is_told_as_true() {
        AutopilotConfig first = autopilot();
        assertThat(set(first, false)).isFalse();
        assertThat(set(first, true)).isFalse();
        assertThat(set(autopilot(), true)).isTrue();
    }

    @Test
    void a_server_without_a_leader_knows_no_configuration_yet() {
        var stale = DatacenterRequest.of("dc1", QueryOptions.STALE);
        ServerFixture young = new ServerFixture();
        young.engine().hearOf("other", "10.0.0.9:8300");
        assertThat(young.refusal(Operator.AUTOPILOT_GET_CONFIGURATION, stale))
                .isEqualTo("autopilot config not initialized yet");
    }

    @Test
    void peers_have_the_names_that_gossip_knows() {
        assertThat(fixture.call(Operator.RAFT_GET_CONFIGURATION, ASK).value().servers())
                .extracting(RaftServer::node)
                .containsExactly("(unknown)");
        fixture.members.forEach(fixture.server::memberChanged);
        assertThat(fixture.call(Operator.RAFT_GET_CONFIGURATION, ASK).value().servers())
                .containsExactly(
                        new RaftServer(
                                DirectEngine.SELF.id(),
                                ServerFixture.NODE,
                                DirectEngine.SELF.address(),
                                true,
                                "3",
                                true));
    }

    @Test
    void a_peer_that_nobody_knows_cannot_be_removed() {
        var request = new RemovePeerRequest("dc1", "10.0.0.9:8300", "zz", WriteOptions.NONE);
        var byAddress = fixture.start(Operator.RAFT_REMOVE_PEER_BY_ADDRESS, request);
        assertThat(byAddress)
                .isCompletedExceptionally()
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining(
                        "address \"10.0.0.9:8300\" was not found in the Raft configuration");
        assertThat(fixture.refusal(Operator.RAFT_REMOVE_PEER_BY_ID, request))
                .isEqualTo("id \"zz\" was not found in the Raft configuration");
    }

    @Test
    void nobody_is_healthy_before_the_leader_has_looked() {
        assertThat(fixture.call(Operator.SERVER_HEALTH, ASK).value().servers()).isEmpty();
    }

    @Test
    void a_server_tells_how_far_its_log_goes() {
        ServerStats stats = fixture.call(Status.RAFT_STATS, Empty.REQUEST).value();
        assertThat(stats.lastContact()).isEqualTo("0");
        assertThat(stats.lastIndex()).isEqualTo(fixture.engine().status().lastLogIndex());
        fixture.engine().lose();
        assertThat(fixture.call(Status.RAFT_STATS, Empty.REQUEST).value().lastContact())
                .isEqualTo("never");
        fixture.call(Status.PING, Empty.REQUEST);
    }
}
