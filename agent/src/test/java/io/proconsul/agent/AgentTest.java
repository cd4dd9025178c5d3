package io.proconsul.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.health.CheckStatus;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Registering, judging and asking, through the face that others see. */
final class AgentTest {
    private final Fixture fixture = new Fixture();
    private final Agent agent = fixture.running();

    private final Client client = new Client(agent);

    private String catalogStatus(String checkId) {
        return Objects.requireNonNull(fixture.catalog.checks.get(checkId)).status();
    }

    @Test
    void a_registered_service_is_listed_with_its_defaults() {
        client.register("{'Name':'web','Port':8080}");

        AgentService web = client.service("web");
        assertThat(web.name()).isEqualTo("web");
        assertThat(web.tags()).isEmpty();
        assertThat(web.weights().passing()).isEqualTo(1);
        assertThat(fixture.catalog.services).containsOnlyKeys("web");
    }

    @Test
    void all_who_list_share_one_answer_until_something_changes() {
        client.register("{'Name':'web','Check':{'TTL':'99s'}}");
        var services = agent.services("");
        var checks = agent.checks("");

        client.update("service:web", CheckStatus.PASSING, "");

        assertThat(agent.services("")).isSameAs(services);
        assertThat(agent.checks("").value().get("service:web"))
                .extracting(check -> check.status())
                .isEqualTo("passing");
        assertThat(checks.value().get("service:web"))
                .extracting(check -> check.status())
                .isEqualTo("critical");

        client.register("{'Name':'web','Port':1}");

        assertThat(agent.services("").value().get("web"))
                .extracting(service -> service.port())
                .isEqualTo(1);
    }

    @Test
    void addresses_of_the_family_are_filled_in() {
        client.register("{'Name':'a','Address':'10.0.0.1','Port':5}");
        client.register("{'Name':'b','Address':'fd00::1'}");
        client.register("{'Name':'c','Address':'host.example'}");

        assertThat(client.service("a").taggedAddresses()).containsOnlyKeys("lan_ipv4", "wan_ipv4");
        assertThat(client.service("b").taggedAddresses()).containsOnlyKeys("lan_ipv6", "wan_ipv6");
        assertThat(client.service("c").taggedAddresses()).isNull();
    }

    @Test
    void one_check_is_named_after_the_service_and_several_are_numbered() {
        client.register("{'Name':'one','Check':{'TTL':'10s'}}");
        client.register("{'Name':'two','Checks':[{'TTL':'10s'},{'CheckID':'own','TTL':'10s'}]}");

        assertThat(agent.checks("").value())
                .containsOnlyKeys("service:one", "service:two:1", "own");
        assertThat(client.check("service:one").name()).isEqualTo("Service 'one' check");
        assertThat(client.check("service:one").status()).isEqualTo(CheckStatus.CRITICAL);
    }

    @Test
    void registering_again_keeps_verdicts_and_other_checks() {
        client.register("{'Name':'a','Checks':[{'TTL':'99s'},{'TTL':'99s','Name':'x'}]}");
        client.update("service:a:1", CheckStatus.WARNING, "so so");

        client.register("{'Name':'a','Checks':[{'TTL':'99s','Status':'passing'}]}");

        assertThat(agent.checks("").value())
                .containsOnlyKeys("service:a:1", "service:a:2", "service:a");
        assertThat(client.check("service:a:1").status()).isEqualTo(CheckStatus.WARNING);
    }

    @Test
    void replacing_existing_checks_drops_those_not_named() {
        client.register("{'Name':'a','Checks':[{'TTL':'99s'},{'TTL':'99s'}]}");

        client.registerReplacing("{'Name':'a','Check':{'CheckID':'n','TTL':'9s'}}");

        assertThat(agent.checks("").value()).containsOnlyKeys("n");
        assertThat(fixture.catalog.checks).containsOnlyKeys("n");
    }

    @Test
    void a_sidecar_gets_a_port_two_checks_and_leaves_with_its_parent() {
        client.register("{'Name':'a','Port':1,'Connect':{'SidecarService':{}}}");
        client.register("{'Name':'b','Port':2,'Connect':{'SidecarService':{}}}");
        client.register("{'Name':'a','Port':1,'Connect':{'SidecarService':{}}}");

        AgentService sidecar = client.service("a-sidecar-proxy");
        assertThat(sidecar.kind()).isEqualTo("connect-proxy");
        assertThat(sidecar.port()).isEqualTo(21000);
        assertThat(client.service("b-sidecar-proxy").port()).isEqualTo(21001);
        assertThat(client.check("service:a-sidecar-proxy:2").output())
                .isEqualTo("No checks found.");
        assertThat(client.check("service:a-sidecar-proxy:2").status())
                .isEqualTo(CheckStatus.PASSING);

        client.deregister("a");

        assertThat(agent.services("").value()).containsOnlyKeys("b", "b-sidecar-proxy");
        assertThat(fixture.catalog.services).containsOnlyKeys("b", "b-sidecar-proxy");
    }

    @Test
    void when_no_port_is_left_the_sidecar_is_refused_with_the_range() {
        fixture.settings =
                new AgentSettings(
                        Fixture.NODE,
                        null,
                        AgentSettings.CheckSettings.DEFAULT,
                        AgentSettings.SyncSettings.DEFAULT,
                        new AgentSettings.SidecarPorts(21000, 21000),
                        AgentSettings.RemoteExecSettings.DISABLED);
        Agent small = fixture.running();
        String json = "{'Name':'%s','Connect':{'SidecarService':{}}}";

        new Client(small).register(json.formatted("a"));

        assertThat(new Client(small).refusal(json.formatted("b")))
                .isEqualTo(
                        "500 Bad request: Invalid SidecarService: no port provided for"
                                + " sidecar_service and none left in the configured range [21000,"
                                + " 21000]");
        assertThat(small.services("").value()).doesNotContainKey("b");
    }

    @Test
    void scripts_are_refused_from_remote_unless_enabled() {
        assertThat(client.checkRefusal("{'Name':'x','ScriptArgs':['true'],'Interval':'10s'}"))
                .isEqualTo(
                        "500 Scripts are disabled on this agent from remote calls; to enable,"
                                + " configure 'enable_script_checks' to true");
        assertThat(client.refusal("{'Name':'s','Check':{'ScriptArgs':['true'],'Interval':'10s'}}"))
                .startsWith("500 Scripts are disabled");
        assertThat(agent.services("").value()).isEmpty();
    }

    @Test
    void an_expired_check_is_critical_in_the_catalog_at_once() {
        client.register("{'Name':'web','Check':{'TTL':'10s'}}");
        client.update("service:web", CheckStatus.PASSING, "fine");
        assertThat(catalogStatus("service:web")).isEqualTo("passing");

        fixture.time.pass(Duration.ofSeconds(9));
        client.update("service:web", CheckStatus.PASSING, "fine");
        fixture.time.pass(Duration.ofSeconds(9));
        assertThat(catalogStatus("service:web")).isEqualTo("passing");

        fixture.time.pass(Duration.ofSeconds(2));

        assertThat(catalogStatus("service:web")).isEqualTo("critical");
        assertThat(client.check("service:web").output())
                .isEqualTo("TTL expired (last output before timeout follows): fine");
    }

    @Test
    void long_outputs_are_cut_and_say_so() {
        client.registerCheck("{'Name':'big','TTL':'99s','OutputMaxSize':20}");

        client.update("big", CheckStatus.PASSING, "x".repeat(50));

        assertThat(client.check("big").output())
                .isEqualTo("x".repeat(20) + " ... (captured 20 of 50 bytes)");
    }

    @Test
    void only_ttl_checks_take_updates() {
        client.registerCheck("{'Name':'t','TCP':'127.0.0.1:1','Interval':'1h'}");

        assertThat(Fixture.refusal(agent.updateCheck("t", "passing", "", "")))
                .isEqualTo("500 CheckID \"t\" does not have associated TTL");
        assertThat(Fixture.refusal(agent.updateCheck("ghost", "passing", "", "")))
                .isEqualTo("500 CheckID \"ghost\" does not have associated TTL");
        assertThat(Fixture.refusal(agent.updateCheck("t", "zap", "", "")))
                .isEqualTo("400 Invalid check status: 'zap'");
    }

    @Test
    void maintenance_is_a_critical_check_with_a_reason() {
        client.register("{'Name':'web'}");

        client.maintain("web", true, "");
        client.maintain("web", true, "too late");
        client.maintainNode(true, "moving");

        assertThat(client.check("_service_maintenance:web").notes())
                .isEqualTo(
                        "Maintenance mode is enabled for this service, but no reason was provided."
                                + " This is a default message.");
        assertThat(client.check("_node_maintenance").notes()).isEqualTo("moving");
        assertThat(agent.healthOfService("web", "").orElseThrow().aggregatedStatus())
                .isEqualTo("maintenance");

        client.maintain("web", false, "");
        client.maintainNode(false, "");

        assertThat(agent.checks("").value()).isEmpty();
        assertThat(fixture.catalog.checks).isEmpty();
        assertThat(Fixture.refusal(agent.serviceMaintenance("ghost", true, "", "")))
                .isEqualTo("404 No service registered with ID \"ghost\"");
    }

    @Test
    void checks_of_the_node_count_for_every_service() {
        client.register("{'Name':'web','Check':{'TTL':'9s','Status':'passing'}}");
        client.registerCheck("{'Name':'mem','TTL':'9s','Status':'warning'}");

        AgentServiceHealth health = agent.healthOfService("web", "").orElseThrow();

        assertThat(health.aggregatedStatus()).isEqualTo("warning");
        assertThat(health.checks()).hasSize(2);
        assertThat(agent.healthOfServicesNamed("web", "")).hasSize(1);
        assertThat(agent.healthOfService("ghost", "")).isEmpty();
    }

    @Test
    void deregistering_something_unknown_is_fine_but_nothing_is_not() {
        assertThat(Fixture.refusal(agent.deregisterService("ghost", ""))).isNull();
        assertThat(Fixture.refusal(agent.deregisterCheck("ghost", ""))).isNull();
        assertThat(Fixture.refusal(agent.deregisterService("", "")))
                .isEqualTo("500 ServiceID missing");
        assertThat(Fixture.refusal(agent.deregisterCheck("", ""))).isEqualTo("500 CheckID missing");
    }

    @Test
    void a_check_of_an_unknown_service_is_refused() {
        assertThat(
                        Fixture.refusal(
                                agent.registerCheck(
                                        Definition.checkOf("ghost", "{'Name':'x','TTL':'9s'}"),
                                        "")))
                .isEqualTo("500 ServiceID \"ghost\" does not exist");
    }

    @Test
    void who_knows_the_hash_waits_for_a_change() {
        client.register("{'Name':'web','Port':1}");
        AgentService known = agent.service("web", "", Duration.ZERO, "").join();
        var waiting = agent.service("web", known.contentHash(), Duration.ZERO, "");
        assertThat(waiting).isNotDone();

        client.register("{'Name':'web','Port':1}");
        assertThat(waiting).isNotDone();
        client.register("{'Name':'web','Port':2}");

        assertThat(waiting.join().port()).isEqualTo(2);
        assertThat(waiting.join().contentHash()).matches("[0-9a-f]{16}");
        assertThat(waiting.join().contentHash()).isNotEqualTo(known.contentHash());
    }

    @Test
    void who_waits_in_vain_gets_the_same_again() {
        client.register("{'Name':'web','Port':1}");
        AgentService known = agent.service("web", "", Duration.ZERO, "").join();
        var waiting = agent.service("web", known.contentHash(), Duration.ofSeconds(16), "");

        fixture.time.pass(Duration.ofSeconds(15));
        assertThat(waiting).isNotDone();
        fixture.time.pass(Duration.ofSeconds(2));

        assertThat(waiting.join()).isEqualTo(known);
    }

    @Test
    void who_waits_for_a_service_that_goes_is_told() {
        client.register("{'Name':'web','Port':1}");
        AgentService known = agent.service("web", "", Duration.ZERO, "").join();
        var waiting = agent.service("web", known.contentHash(), Duration.ZERO, "");

        client.deregister("web");

        assertThat(Fixture.refusal(waiting)).isEqualTo("404 unknown service ID: web");
    }

    @Test
    void a_service_critical_for_too_long_is_taken_away() {
        client.register(
                "{'Name':'web','Check':{'TTL':'10s','Status':'passing',"
                        + "'DeregisterCriticalServiceAfter':'1s'}}");

        fixture.time.pass(Duration.ofSeconds(60));
        assertThat(agent.services("").value()).containsKey("web");
        fixture.time.pass(Duration.ofSeconds(41));

        assertThat(agent.services("").value()).isEmpty();
        assertThat(fixture.catalog.services).isEmpty();
    }

    @Test
    void an_alias_follows_the_checks_of_a_service_at_once_and_of_the_node_within_a_minute() {
        client.register("{'Name':'web','Check':{'TTL':'199s','Status':'passing','Name':'alive'}}");
        client.registerCheck("{'Name':'al','AliasService':'web'}");
        assertThat(client.check("al").output()).isEqualTo("All checks passing.");

        client.update("service:web", CheckStatus.WARNING, "slow");
        assertThat(client.check("al").status()).isEqualTo(CheckStatus.WARNING);
        client.registerCheck("{'Name':'mem','TTL':'199s'}");
        assertThat(client.check("al").status()).isEqualTo(CheckStatus.WARNING);
        fixture.time.pass(Duration.ofMinutes(1));

        assertThat(client.check("al").output()).isEqualTo("Aliased check \"mem\" failing: ");
        assertThat(client.check("al").status()).isEqualTo(CheckStatus.CRITICAL);

        client.update("mem", CheckStatus.PASSING, "");
        client.deregister("web");

        assertThat(client.check("al").output())
                .isEqualTo("Service web could not be found on node ");
    }

    @Test
    void a_registration_travels_in_one_request_with_its_checks() {
        fixture.catalog.writes.clear();

        client.register("{'Name':'one','Check':{'TTL':'9s'}}");
        client.register("{'Name':'two','Checks':[{'TTL':'9s'},{'TTL':'9s'}]}");

        List<RegisterRequest> requests = fixture.catalog.registrations();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).check()).isNotNull();
        assertThat(requests.get(0).checks()).isNull();
        assertThat(requests.get(0).skipNodeUpdate()).isTrue();
        assertThat(requests.get(1).check()).isNull();
        assertThat(requests.get(1).checks()).hasSize(2);
    }

    @Test
    void statistics_count_what_there_is() {
        client.register("{'Name':'web','Check':{'TTL':'9s'}}");

        assertThat(agent.stats())
                .containsEntry("check_ttls", "1")
                .containsEntry("check_monitors", "0")
                .containsEntry("checks", "1")
                .containsEntry("services", "1");
    }
}
