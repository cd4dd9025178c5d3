package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.proconsul.config.flag.FlagException;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.CheckType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

class ConfigLoaderTest {
    private final FakeMachine machine = new FakeMachine();

    ConfigLoaderTest() {
        machine.interfaces().withLoopback().with("eth0", "172.17.0.2/16");
    }

    private AgentConfig load(String... words) throws ConfigException, FlagException {
        var flags = new AgentFlags();
        assertThat(flags.parse(List.of(words))).isEmpty();
        return new ConfigLoader(machine).load(flags.input()).config();
    }

    private String refusal(String... words) {
        try {
            load(words);
        } catch (ConfigException refused) {
            return refused.report();
        } catch (FlagException wrong) {
            throw new AssertionError(wrong);
        }
        throw new AssertionError("not refused");
    }

    @Test
    void flags_lists_first_then_files_then_flags_then_fragments() throws Exception {
        machine.file(
                "a.json",
                "{\"retry_join\":[\"file\"],\"datacenter\":\"a\",\"domain\":\"a\",\"log_level\":\"a\"}");
        AgentConfig config =
                load(
                        "-data-dir=d",
                        "-config-file=a.json",
                        "-retry-join=flag",
                        "-datacenter=b",
                        "-domain=b",
                        "-hcl=retry_join=[\"hcl\"] domain=\"c\"");
        assertThat(config.join().lan().addresses()).containsExactly("flag", "file", "hcl");
        assertThat(config.log().level()).isEqualTo("a");
        assertThat(config.node().datacenter()).isEqualTo("b");
        assertThat(config.dns().domain()).isEqualTo("c");
    }

    @Test
    void maps_merge_by_name_and_groups_by_key() throws Exception {
        machine.file(
                "c/1.json",
                "{\"node_meta\":{\"a\":\"1\",\"b\":\"1\"},\"ports\":{\"http\":1,\"dns\":2}}");
        machine.file("c/2.hcl", "node_meta { b = \"2\" c = \"2\" }\nports { dns = 3 }");
        AgentConfig config = load("-data-dir=d", "-config-dir=c");
        assertThat(config.node().meta())
                .containsExactly(entry("a", "1"), entry("b", "2"), entry("c", "2"));
        assertThat(config.ports().http()).isEqualTo(1);
        assertThat(config.ports().dns()).isEqualTo(3);
    }

    @Test
    void the_single_service_of_each_file_is_kept() throws Exception {
        machine.file("c/1.json", "{\"services\":[{\"name\":\"a\"}],\"service\":{\"name\":\"b\"}}");
        machine.file(
                "c/2.hcl",
                "service { name = \"c\" }\ncheck { name = \"k\" ttl = \"1m\" service_id = \"c\" }");
        AgentConfig config = load("-data-dir=d", "-config-dir=c");
        assertThat(config.services())
                .extracting(ServiceDefinition::name)
                .containsExactly("a", "b", "c");
        assertThat(config.checks())
                .hasSize(1)
                .first()
                .extracting(CheckDefinition::serviceId)
                .isEqualTo("c");
        assertThat(config.checks().getFirst().check().ttl()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_service_keeps_everything_its_definition_says() throws Exception {
        machine.file(
                "s.hcl",
                """
                service {
                  id = "w" name = "web" port = 80 tags = ["a"] address = "1.2.3.4" token = "t"
                  meta { k = "v" }
                  weights { passing = 7 }
                  tagged_addresses { wan { address = "5.6.7.8" port = 81 } }
                  check { args = ["x", "y"] interval = "10s" tls_skip_verify = true }
                  checks = [{ http = "http://x" interval = "5s" header { h = ["1", "2"] } }]
                  connect { sidecar_service { port = 99 proxy { upstreams = [{ destination_name = "db" local_bind_port = 5 }] } } }
                }
                """);
        ServiceDefinition service = load("-data-dir=d", "-config-file=s.hcl").services().getFirst();
        assertThat(service.tags()).containsExactly("a");
        assertThat(Objects.requireNonNull(service.weights()).passing()).isEqualTo(7);
        assertThat(Objects.requireNonNull(service.weights()).warning()).isEqualTo(1);
        assertThat(service.taggedAddresses()).containsOnlyKeys("wan");
        List<CheckType> checks = Objects.requireNonNull(service.checks());
        assertThat(checks).extracting(CheckType::http).containsExactly("http://x", "");
        assertThat(checks.getFirst().header()).containsExactly(entry("h", List.of("1", "2")));
        assertThat(checks.getLast().scriptArgs()).containsExactly("x", "y");
        assertThat(checks.getLast().tlsSkipVerify()).isTrue();
        ServiceDefinition sidecar =
                Objects.requireNonNull(Objects.requireNonNull(service.connect()).sidecarService());
        assertThat(sidecar.port()).isEqualTo(99);
        assertThat(Objects.requireNonNull(Objects.requireNonNull(sidecar.proxy()).upstreams()))
                .hasSize(1);
    }

    @Test
    void definition_files_need_no_data_folder() throws Exception {
        machine.file("s.json", "{\"service\":{\"name\":\"web\"}}");
        assertThat(
                        new ConfigLoader(machine)
                                .load(ConfigInput.ofDefinitions(List.of("s.json")))
                                .config()
                                .services())
                .extracting(ServiceDefinition::name)
                .containsExactly("web");
    }

    @Test
    void the_only_private_address_is_advertised_when_none_is_configured() throws Exception {
        AddressConfig addresses = load("-data-dir=d").addresses();
        assertThat(addresses.bind().getHostAddress()).isEqualTo("0.0.0.0");
        assertThat(addresses.advertiseLan().getHostAddress()).isEqualTo("172.17.0.2");
        assertThat(addresses.tagged())
                .containsOnly(
                        entry("lan", "172.17.0.2"),
                        entry("lan_ipv4", "172.17.0.2"),
                        entry("wan", "172.17.0.2"),
                        entry("wan_ipv4", "172.17.0.2"));
    }

    @Test
    void two_private_addresses_are_too_many_and_none_too_few() {
        machine.interfaces().with("eth1", "10.0.0.1/8");
        assertThat(refusal("-data-dir=d"))
                .startsWith(
                        "Multiple private IPv4 addresses found. Please configure one with 'bind'"
                                + " and/or 'advertise'.\n")
                .contains("found: 172.17.0.2, 10.0.0.1");
        assertThat(refusal("-data-dir=d", "-bind=::")).startsWith("No public IPv6 address found");
    }

    @Test
    void loopback_counts_only_when_there_is_nothing_else() throws Exception {
        var lonely = new FakeMachine();
        lonely.interfaces().withLoopback();
        var flags = new AgentFlags();
        flags.parse(List.of("-data-dir=d"));
        assertThat(
                        new ConfigLoader(lonely)
                                .load(flags.input())
                                .config()
                                .addresses()
                                .advertiseLan()
                                .getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void interfaces_have_addresses_of_their_own_or_those_of_clients() throws Exception {
        AddressConfig addresses =
                load(
                                "-data-dir=d",
                                "-client=127.0.0.1 ::1",
                                "-https-port=8501",
                                "-hcl=addresses { https = \"unix:///s 1.2.3.4\" } ports { grpc = 0"
                                        + " }")
                        .addresses();
        assertThat(addresses.http())
                .extracting(Object::toString)
                .containsExactly("tcp://127.0.0.1:8500", "tcp://[::1]:8500");
        assertThat(addresses.https())
                .extracting(Object::toString)
                .containsExactly("unix:///s", "tcp://1.2.3.4:8501");
        assertThat(addresses.dns())
                .extracting(Object::toString)
                .containsExactly(
                        "tcp://127.0.0.1:8600",
                        "tcp://[::1]:8600",
                        "udp://127.0.0.1:8600",
                        "udp://[::1]:8600");
        assertThat(addresses.grpc()).isEmpty();
    }

    @Test
    void without_a_wan_port_there_is_no_wan_pool() throws Exception {
        AddressConfig addresses = load("-data-dir=d", "-serf-wan-port=-1").addresses();
        assertThat(addresses.serfBindWan()).isNull();
        assertThat(addresses.serfAdvertiseWan()).isNull();
    }

    @Test
    void one_expected_server_is_bootstrap_mode() throws Exception {
        RaftConfig raft = load("-data-dir=d", "-server", "-bootstrap-expect=1").raft();
        assertThat(raft.bootstrap()).isTrue();
        assertThat(raft.bootstrapExpect()).isZero();
    }

    @Test
    void clients_leave_on_signals_and_servers_do_not() throws Exception {
        assertThat(load("-data-dir=d").node().leaveOnTerminate()).isTrue();
        assertThat(load("-data-dir=d").node().skipLeaveOnInterrupt()).isFalse();
        assertThat(load("-data-dir=d", "-server").node().leaveOnTerminate()).isFalse();
        assertThat(load("-data-dir=d", "-server").node().skipLeaveOnInterrupt()).isTrue();
        assertThat(
                        load("-data-dir=d", "-server", "-hcl=leave_on_terminate=true")
                                .node()
                                .leaveOnTerminate())
                .isTrue();
    }

    @Test
    void older_names_of_acl_settings_count_where_the_newer_are_missing() throws Exception {
        AclConfig acl =
                load(
                                "-data-dir=d",
                                "-hcl=acl_datacenter=\"DC9\" acl_token=\"old\""
                                        + " acl_agent_token=\"a\" acl_ttl=\"9s\"",
                                "-hcl=acl { tokens { default = \"new\" } }")
                        .acl();
        assertThat(acl.enabled()).isTrue();
        assertThat(acl.tokens().standard()).isEqualTo("new");
        assertThat(acl.tokens().agent()).isEqualTo("a");
        assertThat(acl.tokenTtl()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void the_intro_token_of_the_environment_wins() throws Exception {
        machine.variable("CONSUL_INTRO_TOKEN", "env");
        assertThat(
                        load("-data-dir=d", "-hcl=auto_config { intro_token = \"file\" }")
                                .autoConfig()
                                .introToken())
                .isEqualTo("env");
    }

    @Test
    void an_unknown_key_is_explained_with_its_place_and_what_was_probably_meant() {
        machine.file(
                "c.json",
                "{\n"
                        + "  \"data_dir\": \"d\",\n"
                        + "  \"bnd_addr\": \"1.2.3.4\",\n"
                        + "  \"ports\": {\"htp\": 1}\n"
                        + "}");
        assertThat(refusal("-config-file=c.json"))
                .isEqualTo(
                        """
                        failed to parse c.json: 2 errors occurred:
                        \t* invalid config key ports.htp
                        \t* invalid config key bnd_addr

                        c.json:4:13: invalid config key ports.htp; did you mean "http"?
                        c.json:3:3: invalid config key bnd_addr; did you mean "bind_addr"?\
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataDir", "data-dir", "DATADIR", "datadri"})
    void spellings_of_other_programs_lead_to_the_key(String spelling) {
        machine.file("c.json", "{\"" + spelling + "\":\"d\"}");
        assertThat(refusal("-config-file=c.json")).endsWith("did you mean \"data_dir\"?");
    }

    @Test
    void a_key_at_the_wrong_place_leads_to_the_right_one() {
        machine.file("c.json", "{\"allow_stale\":true}");
        assertThat(refusal("-config-file=c.json"))
                .endsWith("did you mean \"dns_config.allow_stale\"?");
    }

    @Test
    void far_off_names_get_no_advice() {
        machine.file("c.hcl", "completely_different = 1");
        assertThat(refusal("-config-file=c.hcl"))
                .endsWith("c.hcl:1:1: invalid config key completely_different");
    }

    @Test
    void a_wrong_type_is_explained_with_its_place() {
        machine.file("c.hcl", "data_dir = \"d\"\nserver = \"yes\"\n");
        assertThat(refusal("-config-file=c.hcl"))
                .endsWith(
                        "c.hcl:2:10: 'server' expected type 'bool', got unconvertible type"
                                + " 'string'");
    }

    @Test
    void a_broken_rule_is_explained_with_the_place_that_counts() {
        machine.file("c/1.json", "{\"data_dir\":\"d\",\"datacenter\":\"good\"}");
        machine.file("c/2.json", "{\"datacenter\":\n\"bad dc\"}");
        assertThat(refusal("-config-dir=c"))
                .isEqualTo(
                        "datacenter cannot be \"bad dc\". Please use only [a-z0-9-_]\n\n"
                                + "c/2.json:2:1: datacenter is set here");
        assertThat(refusal("-data-dir=d", "-datacenter=x y"))
                .endsWith("flag -datacenter: datacenter is set here");
    }

    @Test
    void problems_that_the_recorded_text_loses_are_in_the_explanation() {
        machine.file(
                "c.json",
                "{\"data_dir\":\"d\",\"retry_interval\":\"1\",\"session_ttl_min\":\"2\",\"client_addr\":\"x\"}");
        assertThat(refusal("-config-file=c.json"))
                .startsWith("1 error occurred:\n\t* session_ttl_min: invalid duration")
                .contains("c.json:1:34: retry_interval: invalid duration")
                .contains("client_addr: invalid ip address: x");
    }

    @Test
    void a_text_that_is_not_hcl_is_explained_with_its_place() {
        machine.file("c.hcl", "data_dir = [\n  1 2\n]");
        assertThat(refusal("-config-file=c.hcl"))
                .startsWith(
                        "failed to parse c.hcl: At 2:5: error parsing list, expected comma or list"
                                + " end, got: NUMBER")
                .contains("c.hcl:2:5");
    }

    @Test
    void an_unlimited_number_of_files_is_enough() throws Exception {
        machine.openFiles(OptionalLong.empty());
        assertThat(
                        load(
                                        "-data-dir=d",
                                        "-hcl=limits { http_max_conns_per_client = 2000000000 }")
                                .limits()
                                .httpMaxConnsPerClient())
                .isEqualTo(2_000_000_000);
    }

    @Test
    void a_data_folder_of_an_old_release_and_an_old_keyring_are_noticed() throws Exception {
        machine.file("d/mdb/data", "x");
        assertThat(refusal("-data-dir=d", "-server"))
                .startsWith("CRITICAL: Deprecated data folder found at \"d/mdb\"!");
        machine.file("e/serf/local.keyring", "[]");
        var flags = new AgentFlags();
        flags.parse(
                List.of("-data-dir=e", "-encrypt=pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s="));
        assertThat(new ConfigLoader(machine).load(flags.input()).warnings())
                .containsExactly("WARNING: LAN keyring exists but -encrypt given, using keyring");
    }

    @Test
    void a_missing_path_is_refused_as_recorded() {
        assertThat(refusal("-config-file=none.json"))
                .isEqualTo(
                        "config: Open failed on none.json. open none.json: no such file or"
                                + " directory");
        assertThatThrownBy(() -> load("-config-file=none.json", "-config-format=xml"))
                .hasMessage("config: -config-format must be either 'hcl' or 'json'");
    }

    @Test
    void the_limit_of_open_files_is_found_in_the_kernels_table() {
        String limits =
                "Limit                     Soft Limit           Hard Limit           Units\n"
                    + "Max open files            1024                 4096                 files\n";
        assertThat(SystemMachine.openFilesMax(limits)).hasValue(1024);
        assertThat(SystemMachine.openFilesMax(limits.replace("1024", "unlimited"))).isEmpty();
        assertThat(SystemMachine.openFilesMax("")).isEmpty();
    }

    @Test
    void the_machine_we_run_on_has_a_name() {
        assertThat(Machine.system().hostName()).isNotBlank();
        assertThat(Machine.system().variable("NO_SUCH_VARIABLE_HERE")).isEmpty();
    }
}
