package io.proconsul.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.AgentSettings.CheckSettings;
import io.proconsul.agent.AgentSettings.SidecarPorts;
import io.proconsul.agent.AgentSettings.SyncSettings;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.model.catalog.ServiceDefinition;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What outlives a restart, what a reload replaces, and which of the two sources wins. */
final class RestartTest {
    private final Fixture fixture = new Fixture().withFolder();

    private static ConfiguredDefinitions services(String... services) {
        List<ServiceDefinition> list = Arrays.stream(services).map(Definition::service).toList();
        return new ConfiguredDefinitions(list, List.of());
    }

    private static ConfiguredDefinitions check(CheckDefinition check) {
        return new ConfiguredDefinitions(List.of(), List.of(check));
    }

    private String refused(ConfiguredDefinitions definitions) {
        return String.valueOf(Fixture.refusal(() -> fixture.running(definitions)));
    }

    @Test
    void registrations_and_maintenance_outlive_a_restart() {
        Client before = new Client(fixture.running());
        before.register("{'Name':'web','Port':80,'Check':{'TTL':'99s','Status':'passing'}}");
        before.register("{'Name':'a','Connect':{'SidecarService':{}}}");
        before.registerCheck("{'Name':'mem','TTL':'99s','Status':'passing'}");
        before.maintain("web", true, "why");
        before.agent().close();

        Client after = new Client(fixture.running());

        assertThat(after.agent().services("").value())
                .containsOnlyKeys("web", "a", "a-sidecar-proxy");
        assertThat(after.agent().checks("").value())
                .containsOnlyKeys(
                        "service:web",
                        "mem",
                        "_service_maintenance:web",
                        "service:a-sidecar-proxy:1",
                        "service:a-sidecar-proxy:2");
        assertThat(after.check("mem").status()).isEqualTo("critical");
        assertThat(after.check("_service_maintenance:web").notes()).isEqualTo("why");
        after.deregister("a");
        assertThat(after.agent().services("").value()).containsOnlyKeys("web");
    }

    @Test
    void what_was_deregistered_stays_away() {
        Client before = new Client(fixture.running());
        before.register("{'Name':'web','Check':{'TTL':'99s'}}");
        before.registerCheck("{'Name':'mem','TTL':'99s'}");
        before.deregister("web");
        before.deregisterCheck("mem");
        before.agent().close();

        Client after = new Client(fixture.running());

        assertThat(after.agent().services("").value()).isEmpty();
        assertThat(after.agent().checks("").value()).isEmpty();
        assertThat(fixture.disk.files()).isEmpty();
    }

    @Test
    void what_was_acknowledged_outlives_a_power_cut() {
        Client before = new Client(fixture.running());
        before.register("{'Name':'web','Check':{'TTL':'99s'}}");
        fixture.disk.powerCut();

        Client after = new Client(fixture.running());

        assertThat(after.agent().services("").value()).containsOnlyKeys("web");
        assertThat(after.agent().checks("").value()).containsOnlyKeys("service:web");
    }

    @Test
    void a_disk_that_refuses_is_told_to_the_caller() {
        Client client = new Client(fixture.running());
        fixture.disk.refuseFrom(1);

        assertThat(client.refusal("{'Name':'web'}"))
                .isEqualTo("500 failed storing the registration: the disk is broken");
    }

    @Test
    void the_last_word_of_a_ttl_check_counts_until_its_time_is_up() {
        Client before = new Client(fixture.running());
        before.registerCheck("{'Name':'long','TTL':'99s'}");
        before.registerCheck("{'Name':'short','TTL':'2s'}");
        before.update("long", "warning", "so so");
        before.update("short", "warning", "so so");
        before.agent().close();
        fixture.time.pass(Duration.ofSeconds(3));

        Client after = new Client(fixture.running());

        assertThat(after.check("long").status()).isEqualTo("warning");
        assertThat(after.check("long").output()).isEqualTo("so so");
        assertThat(after.check("short").status()).isEqualTo("critical");
    }

    @Test
    void a_definition_in_a_file_wins_over_a_stored_one_for_good() {
        new Client(fixture.running()).register("{'Name':'web','Port':1}");

        Client after = new Client(fixture.running(services("{'Name':'web','Port':2}")));
        assertThat(after.service("web").port()).isEqualTo(2);
        after.agent().close();

        assertThat(fixture.running().services("").value()).isEmpty();
    }

    @Test
    void a_reload_replaces_what_files_define_and_leaves_the_rest() {
        Client client =
                new Client(
                        fixture.running(
                                services(
                                        "{'Name':'one','Check':{'CheckID':'c','TTL':'99s'}}",
                                        "{'Name':'two'}")));
        client.register("{'Name':'api'}");
        client.update("c", "passing", "fine");

        client.agent()
                .reload(
                        services("{'Name':'one','Port':9,'Check':{'CheckID':'c','TTL':'9s'}}"),
                        Map.of(),
                        false);

        assertThat(client.agent().services("").value()).containsOnlyKeys("one", "api");
        assertThat(client.service("one").port()).isEqualTo(9);
        assertThat(client.check("c").status()).isEqualTo("passing");
        assertThat(fixture.catalog.services).containsOnlyKeys("one", "api");

        client.agent().reload(services("{'Name':'one'}"), Map.of(), false);

        assertThat(client.agent().checks("").value()).isEmpty();
    }

    @Test
    void a_reload_with_a_broken_definition_says_which() {
        Client client = new Client(fixture.running(services("{'Name':'one'}")));

        String refusal =
                Fixture.refusal(() ->
                        client.agent()
                                .reload(
                                        services("{'Name':'c','Check':{'Interval':'1s'}}"),
                                        Map.of(),
                                        false));

        assertThat(refusal)
                .isEqualTo(
                        "500 Failed to validate checks for service \"c\": TTL must be > 0 for TTL"
                                + " checks");
        assertThat(client.agent().services("").value()).containsOnlyKeys("one");
    }

    @Test
    void a_reload_that_cannot_be_done_whole_changes_nothing() {
        Client client = new Client(fixture.running(services("{'Name':'one','Port':1}")));
        client.register("{'Name':'api'}");
        List<ServiceDefinition> good =
                List.of(
                        Definition.service("{'Name':'one','Port':2}"),
                        Definition.service("{'Name':'two'}"));

        for (CheckDefinition broken :
                List.of(
                        Definition.checkOf("three", "{'Name':'c','TTL':'9s'}"),
                        Definition.check("{'Name':'c','ScriptArgs':['x'],'Interval':'9s'}"),
                        Definition.check("{'TTL':'9s'}"))) {
            var configured = new ConfiguredDefinitions(good, List.of(broken));
            assertThat(Fixture.refusal(() -> client.agent().reload(configured, Map.of(), false)))
                    .startsWith("500 Failed to register check");
        }

        assertThat(client.agent().services("").value()).containsOnlyKeys("one", "api");
        assertThat(client.service("one").port()).isEqualTo(1);
    }

    @Test
    void a_reload_that_runs_out_of_sidecar_ports_changes_nothing() {
        fixture.settings =
                new AgentSettings(
                        Fixture.NODE,
                        Path.of("/data"),
                        fixture.settings.checks(),
                        SyncSettings.DEFAULT,
                        new SidecarPorts(21000, 21001),
                        AgentSettings.RemoteExecSettings.DISABLED);
        Client client = new Client(fixture.running());
        String sidecar = "'Connect':{'SidecarService':{}}}";

        String refusal =
                Fixture.refusal(() ->
                        client.agent()
                                .reload(
                                        services(
                                                "{'Name':'a'," + sidecar,
                                                "{'Name':'b','Port':21000," + sidecar,
                                                "{'Name':'c'," + sidecar),
                                        Map.of(),
                                        false));

        assertThat(refusal).contains("none left in the configured range [21000, 21001]");
        assertThat(client.agent().services("").value()).isEmpty();
    }

    @Test
    void a_check_in_a_file_may_belong_to_a_stored_service() {
        Client before = new Client(fixture.running());
        before.register("{'Name':'web','Port':80}");
        before.agent().close();
        var configured = check(Definition.checkOf("web", "{'Name':'c','TTL':'9s'}"));

        Client after = new Client(fixture.running(configured));

        assertThat(after.check("c").serviceName()).isEqualTo("web");

        after.agent().reload(configured, Map.of(), false);

        assertThat(after.check("c").serviceName()).isEqualTo("web");
    }

    @Test
    void an_agent_does_not_start_with_a_broken_definition() {
        assertThat(refused(services("{'Port':1}")))
                .isEqualTo("500 Failed to register service \"\": Service name missing");
        assertThat(refused(services("{'Name':'c','Check':{'ScriptArgs':['x'],'Interval':'9s'}}")))
                .isEqualTo(
                        "500 Failed to register service \"c\": Scripts are disabled on this agent;"
                                + " to enable, configure 'enable_script_checks' or"
                                + " 'enable_local_script_checks' to true");
        assertThat(
                        refused(
                                services(
                                        "{'Name':'c','Connect':{'SidecarService':{'Check':{'Interval':'1s'}}}}")))
                .isEqualTo(
                        "500 Failed to validate sidecar for service \"c\": TTL must be > 0 for TTL"
                                + " checks");
        assertThat(refused(check(Definition.check("{'Name':'c','Interval':'9s','TTL':'9s'}"))))
                .isEqualTo(
                        "500 Failed to register check 'c': Check is not valid: Interval and TTL"
                                + " cannot both be specified");
        assertThat(refused(check(Definition.checkOf("zz", "{'Name':'c','TTL':'9s'}"))))
                .isEqualTo("500 Failed to register check 'c': ServiceID \"zz\" does not exist");
        assertThat(refused(check(Definition.check("{'TTL':'9s'}"))))
                .isEqualTo("500 Failed to register check '': CheckID missing");
    }

    @Test
    void a_stored_script_is_not_restored_where_scripts_are_disabled() {
        CheckSettings scripts =
                new CheckSettings(true, true, 4096, Duration.ofSeconds(30), Duration.ofMinutes(1));
        fixture.settings =
                new AgentSettings(
                        Fixture.NODE,
                        Path.of("/data"),
                        scripts,
                        SyncSettings.DEFAULT,
                        SidecarPorts.DEFAULT,
                        AgentSettings.RemoteExecSettings.DISABLED);
        Client before = new Client(fixture.running());
        before.registerCheck("{'Name':'s','ScriptArgs':['true'],'Interval':'1h'}");
        before.agent().close();

        fixture.withFolder();

        Agent after = fixture.running();
        assertThat(after.checks("").value()).isEmpty();
        after.close();
        assertThat(fixture.disk.files()).isEmpty();
    }
}
