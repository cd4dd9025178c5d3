package io.proconsul.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.proconsul.agent.Agent;
import io.proconsul.agent.AgentSettings;
import io.proconsul.agent.AgentSettings.CheckSettings;
import io.proconsul.agent.AgentSettings.SidecarPorts;
import io.proconsul.agent.AgentSettings.SyncSettings;
import io.proconsul.agent.Client;
import io.proconsul.agent.Definition;
import io.proconsul.agent.Fixture;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.health.HealthCheck;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** When the catalog is told what; the agent is real, the catalog is not. */
final class CatalogSyncTest {
    private final Fixture fixture = new Fixture();

    private static NodeService service(String json) {
        return Definition.read(NodeService.class, json);
    }

    private static HealthCheck check(String json) {
        return Definition.read(HealthCheck.class, json);
    }

    private HealthCheck known(String checkId) {
        return Objects.requireNonNull(fixture.catalog.checks.get(checkId));
    }

    private NodeService knownService(String id) {
        return Objects.requireNonNull(fixture.catalog.services.get(id));
    }

    @Test
    void an_agent_that_starts_asks_and_then_tells_who_it_is() {
        Agent agent = fixture.running();

        assertThat(fixture.catalog.questions)
                .containsExactly("Catalog.NodeServiceList vec", "Health.NodeChecks vec");
        RegisterRequest node = fixture.catalog.registrations().getFirst();
        assertThat(node.service()).isNull();
        assertThat(node.id()).isEqualTo(Fixture.NODE.id());
        assertThat(agent.localSyncIdle()).isTrue();
    }

    @Test
    void a_node_the_catalog_knows_is_not_told_again() {
        fixture.running().close();
        fixture.catalog.writes.clear();

        fixture.running();

        assertThat(fixture.catalog.writes).isEmpty();
    }

    @Test
    void what_only_the_catalog_has_goes_but_not_what_belongs_to_the_servers() {
        fixture.catalog.services.put("old", service("{'ID':'old','Service':'old'}"));
        fixture.catalog.services.put("consul", service("{'ID':'consul','Service':'consul'}"));
        fixture.catalog.checks.put("oldc", check("{'CheckID':'oldc','ServiceID':'old'}"));
        fixture.catalog.checks.put("stray", check("{'CheckID':'stray'}"));
        fixture.catalog.checks.put("serfHealth", check("{'CheckID':'serfHealth'}"));

        fixture.running();

        assertThat(fixture.catalog.services).containsOnlyKeys("consul");
        assertThat(fixture.catalog.checks).containsOnlyKeys("serfHealth");
        assertThat(fixture.catalog.deregistrations())
                .extracting(DeregisterRequest::serviceId, DeregisterRequest::checkId)
                .containsExactlyInAnyOrder(tuple("old", ""), tuple("", "stray"));
    }

    @Test
    void what_the_catalog_lost_comes_back_with_the_next_comparison() {
        Client client = new Client(fixture.running());
        client.register("{'Name':'web','Check':{'TTL':'9h','Status':'passing'}}");
        fixture.catalog.services.clear();
        fixture.catalog.checks.clear();

        fixture.time.pass(Duration.ofSeconds(59));
        assertThat(fixture.catalog.services).isEmpty();
        fixture.time.pass(Duration.ofSeconds(62));

        assertThat(fixture.catalog.services).containsOnlyKeys("web");
        assertThat(fixture.catalog.checks).containsOnlyKeys("service:web");
    }

    @Test
    void changes_while_a_request_is_under_way_travel_together_afterwards() {
        Client client = new Client(fixture.running());
        client.register("{'Name':'web','Port':1}");
        fixture.catalog.writes.clear();
        fixture.catalog.hold();

        client.register("{'Name':'web','Port':2}");
        client.register("{'Name':'web','Port':3}");
        client.register("{'Name':'web','Port':4}");
        assertThat(fixture.catalog.held()).isEqualTo(1);
        fixture.catalog.release();

        assertThat(fixture.catalog.registrations())
                .extracting(request -> Objects.requireNonNull(request.service()).port())
                .containsExactly(2, 4);
        assertThat(client.agent().localSyncIdle()).isTrue();
    }

    @Test
    void different_services_do_not_wait_for_each_other_up_to_a_bound() {
        Client client = new Client(fixture.running());
        fixture.catalog.hold();

        for (int i = 0; i < CatalogSync.MAX_UNDER_WAY + 10; i++) {
            client.register("{'Name':'s%d'}".formatted(i));
        }
        assertThat(fixture.catalog.held()).isEqualTo(CatalogSync.MAX_UNDER_WAY);
        assertThat(client.agent().localSyncIdle()).isFalse();
        fixture.catalog.answerOne();
        assertThat(fixture.catalog.held()).isEqualTo(CatalogSync.MAX_UNDER_WAY);
        fixture.catalog.release();

        assertThat(fixture.catalog.services).hasSize(CatalogSync.MAX_UNDER_WAY + 10);
        assertThat(client.agent().localSyncIdle()).isTrue();
    }

    @Test
    void a_service_registered_again_while_it_is_taken_out_ends_up_registered() {
        Client client = new Client(fixture.running());
        client.register("{'Name':'web','Check':{'CheckID':'a','TTL':'9h'}}");
        fixture.catalog.hold();

        client.deregister("web");
        client.register("{'Name':'web','Check':{'CheckID':'b','TTL':'9h'}}");
        fixture.catalog.release();

        assertThat(fixture.catalog.services).containsOnlyKeys("web");
        assertThat(fixture.catalog.checks).containsOnlyKeys("b");
    }

    @Test
    void after_a_failure_everything_is_tried_again_within_half_a_minute() {
        Client client = new Client(fixture.running());
        fixture.catalog.refuseWrites("No cluster leader");
        client.register("{'Name':'web'}");
        fixture.catalog.refuseWrites(null);
        assertThat(fixture.catalog.services).isEmpty();

        fixture.time.pass(Duration.ofSeconds(14));
        assertThat(fixture.catalog.services).isEmpty();
        fixture.time.pass(Duration.ofSeconds(17));

        assertThat(fixture.catalog.services).containsOnlyKeys("web");
    }

    @Test
    void without_servers_nothing_is_sent_until_one_is_heard_of() {
        fixture.catalog.fail("No known Consul servers");
        Client client = new Client(fixture.running());
        client.register("{'Name':'web'}");
        assertThat(fixture.catalog.writes).isEmpty();

        fixture.catalog.fail(null);
        client.agent().serversChanged();
        fixture.time.pass(Duration.ZERO);

        assertThat(fixture.catalog.services).containsOnlyKeys("web");
    }

    @Test
    void a_new_leader_makes_everybody_compare_but_not_at_the_same_moment() {
        Client client = new Client(fixture.running());
        client.register("{'Name':'web'}");
        fixture.catalog.services.clear();

        client.agent().serversChanged();
        fixture.time.pass(Duration.ofSeconds(3));

        assertThat(fixture.catalog.services).containsOnlyKeys("web");
    }

    @Test
    void a_token_that_may_not_write_does_not_hold_up_the_others() {
        Client client = new Client(fixture.running());
        fixture.catalog.refuseWrites("Permission denied");
        client.register("{'Name':'secret'}");
        fixture.catalog.refuseWrites(null);
        int before = fixture.catalog.writes.size();

        client.register("{'Name':'web'}");
        fixture.time.pass(Duration.ofSeconds(31));

        assertThat(fixture.catalog.services).containsOnlyKeys("web");
        assertThat(fixture.catalog.writes).hasSize(before + 1);
        fixture.time.pass(Duration.ofSeconds(90));
        assertThat(fixture.catalog.services).containsOnlyKeys("secret", "web");
    }

    @Test
    void what_the_catalog_never_knew_counts_as_taken_out() {
        Client client = new Client(fixture.running());
        client.register("{'Name':'web'}");
        fixture.catalog.refuseWrites("Unknown service");
        client.deregister("web");
        fixture.catalog.refuseWrites(null);

        assertThat(client.agent().localSyncIdle()).isTrue();
        int before = fixture.catalog.writes.size();
        fixture.catalog.services.clear();
        fixture.time.pass(Duration.ofSeconds(121));
        assertThat(fixture.catalog.writes).hasSize(before);
    }

    @Test
    void output_alone_waits_and_a_new_status_takes_it_along() {
        Client client = new Client(fixture.running());
        client.registerCheck("{'Name':'mem','TTL':'9h','Status':'passing'}");

        client.update("mem", "passing", "one");
        assertThat(known("mem").output()).isEmpty();
        client.update("mem", "warning", "two");
        assertThat(known("mem").output()).isEqualTo("two");
    }

    @Test
    void output_alone_arrives_after_half_to_one_and_a_half_intervals() {
        Client client = new Client(fixture.running());
        client.registerCheck("{'Name':'mem','TTL':'9h','Status':'passing'}");

        client.update("mem", "passing", "one");
        fixture.time.pass(Duration.ofSeconds(149));
        assertThat(known("mem").output()).isEmpty();
        client.update("mem", "passing", "two");
        fixture.time.pass(Duration.ofSeconds(302));

        assertThat(known("mem").output()).isEqualTo("two");
    }

    @Test
    void without_an_update_interval_output_is_sent_at_once() {
        fixture.settings = settings(new SyncSettings(Duration.ofMinutes(1), Duration.ZERO, false));
        Client client = new Client(fixture.running());
        client.registerCheck("{'Name':'mem','TTL':'9h','Status':'passing'}");

        client.update("mem", "passing", "one");

        assertThat(known("mem").output()).isEqualTo("one");
    }

    @Test
    void discarded_output_reaches_nobody() {
        fixture.settings =
                settings(new SyncSettings(Duration.ofMinutes(1), Duration.ofMinutes(5), true));
        Client client = new Client(fixture.running());
        client.registerCheck("{'Name':'mem','TTL':'9h','Status':'passing'}");

        client.update("mem", "warning", "secret");

        assertThat(client.check("mem").output()).isEmpty();
        assertThat(known("mem").output()).isEmpty();
        assertThat(known("mem").status()).isEqualTo("warning");
    }

    private static AgentSettings settings(SyncSettings sync) {
        return new AgentSettings(
                Fixture.NODE,
                null,
                CheckSettings.DEFAULT,
                sync,
                SidecarPorts.DEFAULT,
                AgentSettings.RemoteExecSettings.DISABLED);
    }

    @Test
    void tags_changed_in_the_catalog_are_taken_over_where_that_is_allowed() {
        Client client = new Client(fixture.running());
        client.register("{'Name':'open','Tags':['a'],'EnableTagOverride':true}");
        client.register("{'Name':'shut','Tags':['a']}");
        fixture.catalog.services.replaceAll((id, service) ->
                service(
                        "{'ID':'%s','Service':'%s','Tags':['b'],'Weights':{'Passing':1,'Warning':1},'EnableTagOverride':%s}"
                                .formatted(id, id, service.enableTagOverride())));

        fixture.time.pass(Duration.ofSeconds(121));

        assertThat(client.service("open").tags()).containsExactly("b");
        assertThat(client.service("shut").tags()).containsExactly("a");
        assertThat(knownService("shut").tags()).containsExactly("a");
        assertThat(knownService("open").tags()).containsExactly("b");
    }

    @Test
    void metadata_changed_by_a_reload_reach_the_catalog() {
        Agent agent = fixture.running();

        agent.reload(ConfiguredDefinitions.NONE, Map.of("rack", "r2"), false);

        assertThat(Objects.requireNonNull(fixture.catalog.node).meta())
                .containsExactly(Map.entry("rack", "r2"));
    }

    @Test
    void requests_carry_the_token_of_what_they_are_about() {
        fixture.tokens.agent("agent-secret");
        fixture.tokens.user("user-secret");
        Agent agent = fixture.running();
        fixture.catalog.writes.clear();

        Client.done(
                agent.registerService(Definition.service("{'Name':'own'}"), false, "own-secret"));
        Client.done(agent.registerService(Definition.service("{'Name':'none'}"), false, ""));
        Client.done(agent.deregisterService("own", ""));

        assertThat(fixture.catalog.registrations())
                .extracting(request -> request.options().token())
                .containsExactly("own-secret", "user-secret");
        assertThat(fixture.catalog.deregistrations())
                .extracting(request -> request.options().token())
                .containsExactly("own-secret");
    }

    @Test
    void nothing_happens_after_the_end() {
        Client client = new Client(fixture.running());
        client.agent().close();
        fixture.catalog.writes.clear();
        fixture.catalog.questions.clear();

        fixture.time.pass(Duration.ofHours(1));

        assertThat(fixture.catalog.questions).isEmpty();
        assertThat(fixture.time.pending()).isZero();
    }

    @Test
    void larger_clusters_compare_less_often() {
        assertThat(List.of(1, 128, 129, 256, 257, 512, 8192).stream().map(SyncSchedule::factor))
                .containsExactly(1, 1, 2, 2, 3, 3, 7);
    }
}
