package io.proconsul.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.Client;
import io.proconsul.agent.Fixture;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/** Texts observed on 1.8.7 beyond the recorded exchanges. */
final class ServiceRulesTest {
    private final Client client = new Client(new Fixture().running());

    private void refuses(String service, String refusal) {
        assertThat(client.refusal(service)).isEqualTo(refusal);
    }

    @Test
    void the_first_broken_rule_in_the_known_order_is_told() {
        refuses(
                "{'Name':'v','Weights':{'Passing':0},'Meta':{'bad k':''},'Kind':'mesh-gateway'}",
                "400 Invalid Weights: Passing must be greater than 0");
        refuses(
                "{'Name':'v','Meta':{'bad k':''},'Kind':'mesh-gateway','Check':{'Interval':'1s'}}",
                "400 Invalid Service Meta: Couldn't load metadata pair ('bad k', ''): Key contains"
                        + " invalid characters");
        refuses(
                "{'Name':'v','Kind':'mesh-gateway','Check':{'Interval':'1s'}}",
                "400 1 error occurred:\n\t* Port must be non-zero for a mesh-gateway\n\n");
        refuses(
                "{'Name':'v','Check':{'Interval':'1s','Status':'zap'}}",
                "400 Invalid check: TTL must be > 0 for TTL checks");
    }

    @Test
    void metadata_have_limits() {
        String key = "a".repeat(129);
        refuses(
                "{'Name':'m','Meta':{'%s':'x'}}".formatted(key),
                "400 Invalid Service Meta: Couldn't load metadata pair ('%s', 'x'): Key is too long (limit: 128 characters)"
                        .formatted(key));
        refuses(
                "{'Name':'m','Meta':{'':'x'}}",
                "400 Invalid Service Meta: Couldn't load metadata pair ('', 'x'): Key cannot be"
                        + " blank");
        refuses(
                "{'Name':'m','Meta':{'consul-x':'x'}}",
                "400 Invalid Service Meta: Couldn't load metadata pair ('consul-x', 'x'): Key"
                        + " prefix 'consul-' is reserved for internal use");
        assertThat(client.refusal("{'Name':'m','Meta':{'k':'%s'}}".formatted("x".repeat(513))))
                .endsWith("Value is too long (limit: 512 characters)");
        StringBuilder many = new StringBuilder("{'Name':'m','Meta':{'0':'x'");
        for (int i = 1; i < 65; i++) {
            many.append(",'").append(i).append("':'x'");
        }
        refuses(
                many.append("}}").toString(),
                "400 Invalid Service Meta: Node metadata cannot contain more than 64 key/value"
                        + " pairs");
        client.register(
                "{'Name':'gw','Kind':'mesh-gateway','Port':2,'Meta':{'consul-wan-federation':'1'}}");
    }

    @Test
    void weights_have_limits() {
        refuses(
                "{'Name':'w','Weights':{'Passing':1,'Warning':-1}}",
                "400 Invalid Weights: Warning must be greater or equal than 0");
        refuses(
                "{'Name':'w','Weights':{'Passing':1,'Warning':70000}}",
                "400 Invalid Weights: DNS Weight must be between 0 and 65535");
        client.register("{'Name':'w','Weights':{'Passing':2}}");
        assertThat(client.service("w").weights().warning()).isZero();
    }

    @Test
    void upstreams_are_told_apart_by_destination_and_by_address() {
        refuses(
                "{'Name':'u','Port':1,'Kind':'connect-proxy','Proxy':{'DestinationServiceName':'x',"
                        + "'Upstreams':[{'DestinationName':'','LocalBindPort':0},"
                        + "{'DestinationName':'a','LocalBindPort':1},"
                        + "{'DestinationName':'a','LocalBindPort':1},"
                        + "{'DestinationType':'zap','DestinationName':'q','LocalBindPort':3}]}}",
                "400 3 errors occurred:\n"
                    + "\t* upstream destination name cannot be empty\n"
                    + "\t* upstreams cannot contain duplicates of [type=\"service\", name=\"a\","
                    + " namespace=\"\", datacenter=\"\"]\n"
                    + "\t* unknown upstream destination type: \"zap\"\n\n");
        refuses(
                "{'Name':'u','Port':1,'Kind':'connect-proxy','Proxy':{'DestinationServiceName':'x',"
                        + "'Upstreams':[{'DestinationName':'a','LocalBindPort':7},"
                        + "{'DestinationName':'b','LocalBindPort':7}]}}",
                "400 1 error occurred:\n"
                        + "\t* upstreams cannot contain duplicates by local bind address and port;"
                        + " \"127.0.0.1:7\" is specified twice\n\n");
    }

    @Test
    void exposed_paths_have_rules() {
        refuses(
                "{'Name':'u','Port':1,'Kind':'connect-proxy','Proxy':{'DestinationServiceName':'x',"
                        + "'Expose':{'Paths':[{'Path':'','ListenerPort':0,'Protocol':'zap'},"
                        + "{'Path':'/a','ListenerPort':5,'Protocol':'http'},"
                        + "{'Path':'/a','ListenerPort':5,'Protocol':'http'}]}}}",
                "400 5 errors occurred:\n"
                        + "\t* expose.paths: empty path exposed\n"
                        + "\t* expose.paths: invalid listener port: 0\n"
                        + "\t* protocol 'zap' not supported for path: , must be in: [http http2]\n"
                        + "\t* expose.paths: duplicate paths exposed\n"
                        + "\t* expose.paths: duplicate listener ports exposed\n\n");
    }

    @Test
    void gateways_take_no_proxy_settings() {
        refuses(
                "{'Name':'g','Kind':'ingress-gateway','Port':2,'Proxy':{'DestinationServiceName':'s'}}",
                "400 1 error occurred:\n"
                        + "\t* The Proxy.DestinationServiceName configuration is invalid for a"
                        + " ingress-gateway\n\n");
        refuses(
                "{'Name':'g','Kind':'mesh-gateway','Port':2,'Connect':{'SidecarService':{}}}",
                "400 1 error occurred:\n"
                        + "\t* A mesh-gateway cannot have a sidecar service defined\n\n");
        refuses(
                "{'Name':'g','Kind':'connect-proxy','Port':1,'Proxy':{'DestinationServiceName':'"
                        + " '},'Connect':{'Native':true}}",
                "400 2 errors occurred:\n"
                        + "\t* Proxy.DestinationServiceName must be non-empty for Connect proxy"
                        + " services\n"
                        + "\t* A Proxy cannot also be Connect Native, only typical services\n\n");
    }

    @Test
    void sidecars_have_rules_of_their_own() {
        refuses(
                "{'Name':'b','Connect':{'SidecarService':{'ID':'x'}}}",
                "400 1 error occurred:\n"
                        + "\t* A SidecarService cannot specify an ID as this is managed by the"
                        + " agent\n\n");
        refuses(
                "{'Name':'b','Connect':{'SidecarService':{'Connect':{'SidecarService':{}}}}}",
                "400 1 error occurred:\n"
                        + "\t* A SidecarService cannot have a nested SidecarService\n\n");
        refuses(
                "{'Name':'b','Connect':{'SidecarService':{'Check':{'Interval':'1s'}}}}",
                "500 Bad request: Invalid check in sidecar_service: TTL must be > 0 for TTL"
                        + " checks");
        refuses(
                "{'Name':'b','Connect':{'SidecarService':{'Check':{'TTL':'1s','Status':'zap'}}}}",
                "500 Bad request: Status for checks must 'passing', 'warning', 'critical'");
        refuses(
                "{'Name':'b','Connect':{'SidecarService':{'Meta':{'bad key':'1'}}}}",
                "500 Bad request: Invalid SidecarService: Couldn't load metadata pair ('bad key',"
                        + " '1'): Key contains invalid characters");
    }

    @Test
    void a_sidecar_takes_what_it_is_given_and_its_parents_values_for_the_rest() {
        client.register(
                "{'Name':'b','Port':1,'Connect':{'SidecarService':{'Name':'bb','Tags':['t'],"
                        + "'Address':'1.2.3.4','Check':{'TTL':'10s'},"
                        + "'Proxy':{'LocalServiceAddress':'10.0.0.1','LocalServicePort':99,"
                        + "'Upstreams':[{'DestinationName':'db','LocalBindPort':9}]}}}}");

        var sidecar = client.service("b-sidecar-proxy");
        assertThat(sidecar.name()).isEqualTo("bb");
        assertThat(sidecar.taggedAddresses()).containsOnlyKeys("lan_ipv4", "wan_ipv4");
        var proxy = Objects.requireNonNull(sidecar.proxy());
        assertThat(proxy.destinationServiceName()).isEqualTo("b");
        assertThat(proxy.localServicePort()).isEqualTo(99);
        assertThat(proxy.upstreams())
                .extracting(upstream -> upstream.destinationType())
                .containsExactly("service");
        assertThat(client.check("service:b-sidecar-proxy").name()).isEqualTo("Service 'bb' check");
    }

    @Test
    void checks_that_are_two_things_at_once_are_refused() {
        assertThat(client.checkRefusal("{'Name':'x','HTTP':'http://x','TTL':'5s'}"))
                .isEqualTo(
                        "400 Invalid check: Interval must be > 0 for Script, HTTP, or TCP checks");
        assertThat(
                        client.checkRefusal(
                                "{'Name':'x','HTTP':'http://x','Interval':'5s','AliasService':'a'}"))
                .isEqualTo("400 Invalid check: Interval cannot be set for Alias checks");
        assertThat(client.checkRefusal("{'Name':'x','DockerContainerID':'a','Interval':'3s'}"))
                .isEqualTo("400 Invalid check: TTL must be > 0 for TTL checks");
    }
}
