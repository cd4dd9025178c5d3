package io.proconsul.server.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.command.Command;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.raft.ConsensusException;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Health;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;
import io.proconsul.server.leader.Member.SerfProtocol;
import io.proconsul.server.leader.Member.Status;
import io.proconsul.state.Reads;
import io.proconsul.state.StateStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class MemberReconcilerTest {
    private static final Duration ROUND = Duration.ofSeconds(64);

    private final ServerFixture fixture = ServerFixture.leading();

    private static Member client(String name, Status status) {
        return new Member(
                name,
                "10.0.0.5",
                Map.of("role", "node", "dc", "dc1", "id", "aaaaaaaa-0000-4000-8000-00000000000a"),
                status,
                SerfProtocol.DEFAULT);
    }

    private List<String> nodes() {
        List<Node> nodes =
                fixture.call(Catalog.LIST_NODES, DatacenterRequest.of("dc1", QueryOptions.DEFAULT))
                        .value()
                        .nodes();
        return Objects.requireNonNull(nodes).stream().map(Node::name).toList();
    }

    private HealthCheck serfHealth(String node) {
        List<HealthCheck> checks =
                fixture.call(Health.NODE_CHECKS, Requests.ofNode(node)).value().healthChecks();
        return Objects.requireNonNull(checks).stream()
                .filter(check -> check.checkId().equals("serfHealth"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_new_leader_registers_itself_as_1_8_7_does() {
        var instance =
                Objects.requireNonNull(
                                fixture.call(Catalog.SERVICE_NODES, Requests.ofService("consul"))
                                        .value()
                                        .serviceNodes())
                        .getFirst();
        assertThat(instance.node()).isEqualTo(ServerFixture.NODE);
        assertThat(instance.id()).isEqualTo("node-id");
        assertThat(instance.address()).isEqualTo("127.0.0.1");
        assertThat(instance.serviceId()).isEqualTo("consul");
        assertThat(instance.servicePort()).isEqualTo(8300);
        assertThat(instance.serviceMeta())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "non_voter", "false",
                                "raft_version", "3",
                                "serf_protocol_current", "2",
                                "serf_protocol_max", "5",
                                "serf_protocol_min", "1",
                                "version", "1.8.7"));
        HealthCheck check = serfHealth(ServerFixture.NODE);
        assertThat(check.name()).isEqualTo("Serf Health Status");
        assertThat(check.status()).isEqualTo("passing");
        assertThat(check.output()).isEqualTo("Agent alive and reachable");
    }

    @Test
    void what_is_in_step_is_not_written_again() {
        int proposed = fixture.proposed();
        fixture.pass(Duration.ofMinutes(10));
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }

    @Test
    void a_member_that_joins_gets_a_node_with_a_passing_check() {
        fixture.server.memberChanged(client("c1", Status.ALIVE));
        assertThat(nodes()).containsExactly("c1", ServerFixture.NODE);
        assertThat(serfHealth("c1").status()).isEqualTo("passing");
    }

    @Test
    void a_member_that_fails_turns_critical_and_back() {
        fixture.server.memberChanged(client("c1", Status.ALIVE));
        fixture.server.memberChanged(client("c1", Status.FAILED));
        assertThat(serfHealth("c1").status()).isEqualTo("critical");
        assertThat(serfHealth("c1").output()).isEqualTo("Agent not live or unreachable");
        fixture.server.memberChanged(client("c1", Status.ALIVE));
        assertThat(serfHealth("c1").status()).isEqualTo("passing");
    }

    @Test
    void a_failed_member_that_was_never_registered_stays_so() {
        fixture.server.memberChanged(client("c1", Status.FAILED));
        assertThat(nodes()).containsExactly(ServerFixture.NODE);
    }

    @Test
    void a_member_that_left_or_was_forgotten_is_taken_out() {
        for (Status gone : List.of(Status.LEFT, Status.REAPED)) {
            fixture.server.memberChanged(client("c1", Status.ALIVE));
            fixture.server.memberChanged(client("c1", Status.LEAVING));
            assertThat(nodes()).contains("c1");
            fixture.server.memberChanged(client("c1", gone));
            assertThat(nodes()).containsExactly(ServerFixture.NODE);
        }
    }

    @Test
    void a_leader_that_leaves_does_not_take_itself_out() {
        Member self = fixture.members.getFirst();
        fixture.server.memberChanged(
                new Member(self.name(), self.address(), self.tags(), Status.LEFT, self.protocol()));
        assertThat(nodes()).containsExactly(ServerFixture.NODE);
    }

    @Test
    void what_the_agent_wrote_about_its_node_is_kept() {
        fixture.server.memberChanged(client("c1", Status.ALIVE));
        fixture.call(Catalog.REGISTER, described("c1", Map.of("rack", "r1")));
        fixture.server.memberChanged(client("c1", Status.FAILED));
        var node =
                Objects.requireNonNull(
                                fixture.call(Catalog.NODE_SERVICES, Requests.ofNode("c1"))
                                        .value()
                                        .nodeServices())
                        .node();
        assertThat(Objects.requireNonNull(node).meta()).containsEntry("rack", "r1");
        assertThat(node.taggedAddresses()).containsEntry("wan", "1.2.3.4");
    }

    @Test
    void what_the_agent_writes_while_the_command_is_on_its_way_is_kept_too() {
        var plan = new MemberPlan("dc1", ServerFixture.NODE);
        var store = new StateStore();
        Command late = plan.of(client("c1", Status.ALIVE), store.root()).orElseThrow();
        store.apply(List.of(new Command.Register(described("c1", Map.of("rack", "r1")))));
        store.apply(List.of(late));
        Node node = Objects.requireNonNull(Reads.node("c1").on(store.root()).value());
        assertThat(node.meta()).containsEntry("rack", "r1");
        assertThat(Reads.nodeChecks("c1").on(store.root()).value()).hasSize(1);
    }

    @Test
    void a_node_that_moved_gets_its_new_address_and_keeps_its_meta() {
        var plan = new MemberPlan("dc1", ServerFixture.NODE);
        var store = new StateStore();
        store.apply(List.of(new Command.Register(described("c1", Map.of("rack", "r1")))));
        Member alive = client("c1", Status.ALIVE);
        Member moved =
                new Member(
                        alive.name(), "10.0.0.6", alive.tags(), alive.status(), alive.protocol());
        store.apply(List.of(plan.of(moved, store.root()).orElseThrow()));
        Node node = Objects.requireNonNull(Reads.node("c1").on(store.root()).value());
        assertThat(node.address()).isEqualTo("10.0.0.6");
        assertThat(node.meta()).containsEntry("rack", "r1");
        assertThat(plan.of(moved, store.root())).isEmpty();
    }

    private static RegisterRequest described(String node, Map<String, String> meta) {
        return new RegisterRequest(
                "dc1",
                "aaaaaaaa-0000-4000-8000-00000000000a",
                node,
                "10.0.0.5",
                Map.of("wan", "1.2.3.4"),
                meta,
                null,
                null,
                null,
                false,
                WriteOptions.NONE,
                0,
                0);
    }

    @Test
    void members_of_other_datacenters_do_not_belong_here() {
        fixture.server.memberChanged(
                new Member(
                        "far",
                        "10.9.9.9",
                        Map.of("role", "node", "dc", "dc2"),
                        Status.ALIVE,
                        SerfProtocol.DEFAULT));
        assertThat(nodes()).containsExactly(ServerFixture.NODE);
    }

    @Test
    void news_that_came_while_nobody_led_are_found_by_comparison() {
        fixture.members.add(client("c1", Status.ALIVE));
        fixture.pass(ROUND);
        assertThat(nodes()).contains("c1");
        fixture.members.removeLast();
        fixture.pass(ROUND);
        assertThat(nodes()).containsExactly(ServerFixture.NODE);
    }

    @Test
    void nodes_that_were_registered_from_outside_are_left_alone() {
        fixture.call(Catalog.REGISTER, Requests.node("external", "10.0.0.9"));
        fixture.pass(ROUND);
        assertThat(nodes()).contains("external");
    }

    @Test
    void a_command_that_failed_is_made_good_in_the_next_round() {
        fixture.engine().refuse(new ConsensusException.Overloaded("too much"));
        fixture.members.add(client("c1", Status.ALIVE));
        fixture.pass(ROUND);
        assertThat(nodes()).doesNotContain("c1");
        fixture.engine().refuse(null);
        fixture.pass(ROUND);
        assertThat(nodes()).contains("c1");
    }

    @Test
    void only_the_leader_writes() {
        fixture.engine().lose();
        fixture.notifier.run();
        int proposed = fixture.proposed();
        fixture.server.memberChanged(client("c1", Status.ALIVE));
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }
}
