package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Health;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class CatalogEndpointTest {
    private final ServerFixture fixture = ServerFixture.leading();

    private @Nullable String refused(RegisterRequest request) {
        return fixture.refusal(Catalog.REGISTER, request);
    }

    private List<ServiceNode> instances(ServiceRequest request) {
        return Objects.requireNonNull(
                fixture.call(Catalog.SERVICE_NODES, request).value().serviceNodes());
    }

    @Test
    void registrations_that_lack_something_are_refused_in_this_order() {
        int proposed = fixture.proposed();
        assertThat(refused(Requests.register("", "xyz", "", null, null)))
                .isEqualTo("Must provide node");
        assertThat(refused(Requests.register("n", "xyz", "", null, null)))
                .isEqualTo("Bad node ID: uuid string is wrong length");
        assertThat(refused(Requests.node("n", "")))
                .isEqualTo("Must provide address if SkipNodeUpdate is not set");
        assertThat(
                        refused(
                                Requests.register(
                                        "n",
                                        "",
                                        "1.1.1.1",
                                        Requests.instance("q", "", 0, null),
                                        null)))
                .isEqualTo("Must provide service name with ID");
        assertThat(
                        refused(
                                Requests.register(
                                        "n",
                                        "",
                                        "1.1.1.1",
                                        null,
                                        Requests.check("other", "c", "passing", ""))))
                .isEqualTo("check node \"other\" does not match node \"n\"");
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }

    @Test
    void node_ids_must_look_like_uuids() {
        assertThat(
                        refused(
                                Requests.register(
                                        "n",
                                        "aaaaaaaa-0000-4000-8000-00000000000x",
                                        "1.1.1.1",
                                        null,
                                        null)))
                .isEqualTo("Bad node ID: encoding/hex: invalid byte: U+0078 'x'");
        assertThat(
                        refused(
                                Requests.register(
                                        "n",
                                        "aaaaaaaaa0000-4000-8000-00000000000a",
                                        "1.1.1.1",
                                        null,
                                        null)))
                .isEqualTo("Bad node ID: uuid is improperly formatted");
    }

    @Test
    void what_the_state_refuses_is_told_as_it_says_it() {
        assertThat(
                        refused(
                                Requests.register(
                                        "a",
                                        "",
                                        "1.1.1.1",
                                        null,
                                        Requests.check("a", "c", "", "nope"))))
                .isEqualTo("failed inserting check: Missing service registration on node \"a\"");
        assertThat(
                        refused(
                                Requests.register(
                                        "a",
                                        "",
                                        "1.1.1.1",
                                        Requests.instance("", "", 0, null),
                                        null)))
                .isEqualTo(
                        "failed inserting service: failed inserting service: object missing"
                                + " primary index");
    }

    @Test
    void what_may_be_left_out_is_filled_in() {
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        "n",
                        "",
                        "10.0.0.1",
                        Requests.instance("", "web", 80, null),
                        Requests.check("", "first", "", "")));
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        "n", "", "10.0.0.1", null, Requests.check("", "alive", "", "web")));
        assertThat(instances(Requests.ofService("web")))
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.serviceId()).isEqualTo("web");
                    assertThat(instance.serviceWeights().passing()).isEqualTo(1);
                    assertThat(instance.datacenter()).isEqualTo("dc1");
                });
        var checks = fixture.call(Health.NODE_CHECKS, Requests.ofNode("n")).value().healthChecks();
        assertThat(checks)
                .anySatisfy(check -> {
                    assertThat(check.checkId()).isEqualTo("alive");
                    assertThat(check.status()).isEqualTo("critical");
                    assertThat(check.serviceName()).isEqualTo("web");
                });
    }

    @Test
    void the_single_check_and_the_list_are_registered_together() {
        var request =
                new RegisterRequest(
                        "dc1",
                        "",
                        "n",
                        "10.0.0.1",
                        null,
                        null,
                        null,
                        Requests.check("", "single", "passing", ""),
                        List.of(Requests.check("n", "listed", "passing", "")),
                        false,
                        WriteOptions.NONE,
                        0,
                        0);
        fixture.call(Catalog.REGISTER, request);
        assertThat(fixture.call(Health.NODE_CHECKS, Requests.ofNode("n")).value().healthChecks())
                .extracting(check -> check.checkId())
                .containsExactlyInAnyOrder("single", "listed");
    }

    @Test
    void deregistering_takes_the_service_else_the_check_else_the_node() {
        assertThat(fixture.refusal(Catalog.DEREGISTER, Requests.deregister("", "", "")))
                .isEqualTo("Must provide node");
        fixture.call(Catalog.DEREGISTER, Requests.deregister("unknown", "", ""));
        fixture.call(Catalog.REGISTER, Requests.service("n", "web", 80));
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        "n", "", "10.0.0.1", null, Requests.check("n", "c", "passing", "")));
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n", "web", "c"));
        assertThat(instances(Requests.ofService("web"))).isEmpty();
        assertThat(fixture.call(Health.NODE_CHECKS, Requests.ofNode("n")).value().healthChecks())
                .hasSize(1);
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n", "", "c"));
        assertThat(fixture.call(Health.NODE_CHECKS, Requests.ofNode("n")).value().healthChecks())
                .isEmpty();
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n", "", ""));
        assertThat(fixture.call(Catalog.NODE_SERVICES, Requests.ofNode("n")).value().nodeServices())
                .isNull();
    }

    @Test
    void nodes_and_services_can_be_picked_by_node_meta() {
        fixture.call(Catalog.REGISTER, withMeta("a", Map.of("rack", "r1", "zone", "z")));
        fixture.call(Catalog.REGISTER, withMeta("b", Map.of("rack", "r2")));
        var onRack =
                new DatacenterRequest(
                        "dc1", Map.of("rack", "r1"), QuerySource.NONE, QueryOptions.DEFAULT);
        assertThat(fixture.call(Catalog.LIST_NODES, onRack).value().nodes())
                .extracting(Node::name)
                .containsExactly("a");
        assertThat(fixture.call(Catalog.LIST_SERVICES, onRack).value().services())
                .containsOnlyKeys("web");
        assertThat(instances(Requests.ofService("web", Map.of("rack", "r2"), QueryOptions.DEFAULT)))
                .extracting(ServiceNode::node)
                .containsExactly("b");
    }

    private static RegisterRequest withMeta(String node, Map<String, String> meta) {
        return new RegisterRequest(
                "dc1",
                "",
                node,
                "10.0.0.1",
                null,
                meta,
                Requests.instance("", "web", 80, null),
                null,
                null,
                false,
                WriteOptions.NONE,
                0,
                0);
    }

    @Test
    void instances_must_carry_all_tags_asked_for() {
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        "n",
                        "",
                        "10.0.0.1",
                        Requests.instance("", "web", 80, List.of("Blue", "v2")),
                        null));
        assertThat(instances(Requests.tagged("web", "blue", "v2"))).hasSize(1);
        assertThat(instances(Requests.tagged("web", "blue", "v3"))).isEmpty();
        var oldForm =
                new ServiceRequest(
                        "dc1",
                        null,
                        "web",
                        "blue",
                        null,
                        "",
                        true,
                        QuerySource.NONE,
                        false,
                        false,
                        QueryOptions.DEFAULT);
        assertThat(instances(oldForm)).hasSize(1);
    }

    @Test
    void questions_about_nothing_are_refused() {
        assertThat(fixture.refusal(Catalog.SERVICE_NODES, Requests.ofService("")))
                .isEqualTo("Must provide service name");
        assertThat(fixture.refusal(Catalog.NODE_SERVICES, Requests.ofNode("")))
                .isEqualTo("Must provide node");
        assertThat(fixture.refusal(Catalog.NODE_SERVICE_LIST, Requests.ofNode("")))
                .isEqualTo("Must provide node");
        assertThat(fixture.refusal(Health.SERVICE_NODES, Requests.ofService("")))
                .isEqualTo("Must provide service name");
        assertThat(fixture.refusal(Health.SERVICE_CHECKS, Requests.tagged("web", "a")))
                .isEqualTo("Tag filtering is not supported");
    }

    @Test
    void an_address_finds_instances_and_is_never_answered_from_memory() {
        fixture.call(Catalog.REGISTER, at("10.1.0.1", "web"));
        var byAddress =
                new ServiceRequest(
                        "dc1",
                        null,
                        "",
                        "",
                        null,
                        "10.1.0.1",
                        false,
                        QuerySource.NONE,
                        false,
                        false,
                        QueryOptions.DEFAULT);
        assertThat(instances(byAddress)).hasSize(1);
        fixture.call(Catalog.REGISTER, at("10.1.0.1", "db"));
        assertThat(instances(byAddress)).hasSize(2);
    }

    private static RegisterRequest at(String address, String name) {
        NodeService service =
                new NodeService(
                        "",
                        "",
                        name,
                        null,
                        address,
                        null,
                        null,
                        80,
                        null,
                        false,
                        ConnectProxyConfig.NONE,
                        ServiceConnect.NONE,
                        false,
                        0,
                        0);
        return Requests.register("n", "", "10.0.0.1", service, null);
    }

    @Test
    void filters_pick_rows_and_wrong_ones_are_refused_even_when_there_are_no_rows() {
        fixture.call(Catalog.REGISTER, Requests.service("n", "web", 80));
        fixture.call(Catalog.REGISTER, Requests.service("m", "web", 81));
        assertThat(
                        instances(
                                Requests.ofService(
                                        "web", null, Requests.filtered("ServicePort == 81"))))
                .extracting(ServiceNode::node)
                .containsExactly("m");
        var wrong = Requests.ofService("nobody", null, Requests.filtered("Nope == 1"));
        String text =
                "Failed to create boolean expression evaluator: Selector \"Nope\" is not valid";
        assertThat(fixture.refusal(Catalog.SERVICE_NODES, wrong)).isEqualTo(text);
        assertThat(fixture.refusal(Health.SERVICE_NODES, wrong)).isEqualTo(text);
        assertThat(
                        fixture.refusal(
                                Catalog.NODE_SERVICES,
                                new NodeRequest("dc1", "none", Requests.filtered("Nope == 1"))))
                .isEqualTo(text);
        assertThat(
                        fixture.refusal(
                                Catalog.LIST_NODES,
                                DatacenterRequest.of("dc1", Requests.filtered("Nope == 1"))))
                .isEqualTo(text);
        assertThat(
                        fixture.call(
                                        Catalog.LIST_SERVICES,
                                        DatacenterRequest.of("dc1", Requests.filtered("Nope == 1")))
                                .value()
                                .services())
                .as("names of services are not filtered")
                .containsKey("web");
    }

    @Test
    void a_node_is_shown_with_its_services_by_id_or_as_a_list() {
        fixture.call(Catalog.REGISTER, Requests.service("n", "web", 80));
        var byId = fixture.call(Catalog.NODE_SERVICES, Requests.ofNode("n")).value();
        assertThat(Objects.requireNonNull(byId.nodeServices()).services()).containsOnlyKeys("web");
        var list = fixture.call(Catalog.NODE_SERVICE_LIST, Requests.ofNode("n")).value();
        assertThat(list.nodeServices().services())
                .extracting(NodeService::name)
                .containsExactly("web");
        var unknown = fixture.call(Catalog.NODE_SERVICE_LIST, Requests.ofNode("none"));
        assertThat(unknown.value().nodeServices().node()).isNull();
        assertThat(unknown.value().nodeServices().services()).isNull();
        assertThat(unknown.meta().index()).isPositive();
    }

    @Test
    void a_gateway_that_nobody_configured_serves_nothing_and_is_waited_for() {
        var found = fixture.call(Catalog.GATEWAY_SERVICES, Requests.ofService("gw"));
        assertThat(found.value().services()).isNull();
        assertThat(found.meta().index()).isOne();
        var waiting =
                fixture.start(
                        Catalog.GATEWAY_SERVICES,
                        Requests.ofService("gw", null, Requests.waiting(1)));
        fixture.call(Catalog.REGISTER, Requests.service("n", "gw", 9));
        fixture.notifier.run();
        assertThat(waiting).isNotDone();
    }

    @Test
    void a_service_that_does_not_exist_can_be_waited_for() {
        long index = fixture.call(Catalog.SERVICE_NODES, Requests.ofService("wsvc")).meta().index();
        var waiting =
                fixture.start(
                        Catalog.SERVICE_NODES,
                        Requests.ofService("wsvc", null, Requests.waiting(index)));
        assertThat(waiting).isNotDone();
        fixture.call(Catalog.REGISTER, Requests.service("wn", "wsvc", 9));
        fixture.notifier.run();
        assertThat(waiting.join().value().serviceNodes()).hasSize(1);
    }

    @Test
    void a_long_answer_is_shared_until_that_service_changes() {
        fixture.call(Catalog.REGISTER, Requests.service("n", "web", 80));
        var body = fixture.call(Health.SERVICE_NODES, Requests.ofService("web")).body();
        for (int i = 0; i < 10; i++) {
            fixture.call(Catalog.REGISTER, Requests.service("m" + i, "other", 80 + i));
        }
        assertThat(fixture.call(Health.SERVICE_NODES, Requests.ofService("web")).body())
                .isSameAs(body);
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        "n", "", "10.0.0.1", null, Requests.check("n", "c", "warning", "web")));
        assertThat(fixture.call(Health.SERVICE_NODES, Requests.ofService("web")).body())
                .isNotSameAs(body);
    }
}
