package io.proconsul.state;

import static io.proconsul.state.TestStore.check;
import static io.proconsul.state.TestStore.proxy;
import static io.proconsul.state.TestStore.request;
import static io.proconsul.state.TestStore.service;
import static io.proconsul.state.TestStore.skippingNode;
import static io.proconsul.state.TestStore.uuid;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.HealthCheck;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class CatalogRulesTest {
    private final TestStore store = new TestStore();

    private static final Outcome DONE = new Outcome.Done();

    private List<String> checksOn(String node) {
        return store.value(Reads.nodeChecks(node)).stream().map(HealthCheck::checkId).toList();
    }

    @Test
    void a_registration_merges_into_what_is_there() {
        store.register(request("n", service("w", "web", "a"), null));
        store.register(request("n", service("d", "db"), check("n", "c", "passing")));

        assertThat(store.found(Reads.nodeServices("n")).services()).containsOnlyKeys("w", "d");
        assertThat(checksOn("n")).containsExactly("c");
        assertThat(store.value(Reads.services(null)))
                .isEqualTo(Map.of("web", List.of("a"), "db", List.of()));
    }

    @Test
    void names_are_found_in_any_case() {
        store.register(request("Node", service("Web1", "Web"), check("Node", "Up", "passing")));

        assertThat(store.found(Reads.node("nODE")).name()).isEqualTo("Node");
        assertThat(store.value(Reads.serviceNodes("WEB"))).hasSize(1);
        assertThat(store.value(Reads.health("web"))).hasSize(1);
        assertThat(checksOn("node")).containsExactly("Up");
        store.deregister("NODE", "web1", "");
        assertThat(store.value(Reads.serviceNodes("web"))).isEmpty();
        assertThat(store.value(Reads.services(null))).isEmpty();
    }

    @Test
    void a_check_of_a_service_takes_over_its_name_and_tags() {
        store.register(request("n", service("w", "web", "a", "b"), null));
        store.check(check("n", "c", "passing", "w"));

        HealthCheck stored = store.value(Reads.nodeChecks("n")).getFirst();
        assertThat(stored.serviceName()).isEqualTo("web");
        assertThat(stored.serviceTags()).containsExactly("a", "b");
        assertThat(store.value(Reads.serviceChecks("web", null))).containsExactly(stored);
    }

    @Test
    void a_check_without_status_is_critical_and_others_are_kept_as_given() {
        store.node("n");
        store.check(check("n", "none", ""));
        store.check(check("n", "odd", "half-dead"));

        assertThat(store.value(Reads.checksInState("critical", null)))
                .extracting(HealthCheck::checkId)
                .containsExactly("none");
        assertThat(store.value(Reads.checksInState("half-dead", null))).hasSize(1);
        assertThat(store.value(Reads.checksInState("any", null))).hasSize(2);
        assertThat(store.value(Reads.checksInState("passing", null))).isEmpty();
    }

    @Test
    void weights_that_make_no_sense_become_the_default() {
        assertThat(storedWeights(null)).isEqualTo(Weights.DEFAULT);
        assertThat(storedWeights(new Weights(0, 0))).isEqualTo(Weights.DEFAULT);
        assertThat(storedWeights(new Weights(-1, 5))).isEqualTo(Weights.DEFAULT);
        assertThat(storedWeights(new Weights(70_000, 5))).isEqualTo(Weights.DEFAULT);
        assertThat(storedWeights(new Weights(5, 0))).isEqualTo(new Weights(5, 0));
    }

    private Weights storedWeights(@Nullable Weights weights) {
        store.register(request("n", with(service("w", "web"), weights, null, false), null));
        return store.value(Reads.serviceNodes("web")).getFirst().serviceWeights();
    }

    private static NodeService with(
            NodeService s,
            @Nullable Weights weights,
            @Nullable Map<String, String> meta,
            boolean nativeMesh) {
        return new NodeService(
                s.kind(),
                s.id(),
                s.name(),
                s.tags(),
                s.address(),
                null,
                meta,
                s.port(),
                weights,
                false,
                ConnectProxyConfig.NONE,
                new ServiceConnect(nativeMesh, null),
                false,
                0,
                0);
    }

    @Test
    void a_refused_registration_does_nothing_at_all() {
        assertThat(
                        store.register(
                                request(
                                        "n",
                                        service("w", "web"),
                                        check("n", "c", "passing", "absent"))))
                .isEqualTo(
                        new Outcome.Refused(
                                "failed inserting check: Missing service registration on node"
                                        + " \"n\""));
        assertThat(store.value(Reads.node("n"))).isNull();
        assertThat(store.value(Reads.serviceNodes("web"))).isEmpty();
        assertThat(store.index(Reads.nodes(null))).isZero();
        assertThat(store.index()).isEqualTo(1);
    }

    @Test
    void refusals_are_told_in_the_words_of_the_reference() {
        store.node("n");
        assertRefused(
                store.register(request("n", null, check("other", "c", ""))),
                "check node \"other\" does not match node \"n\"");
        assertRefused(
                store.register(request("n", service("", ""), null)),
                "failed inserting service: failed inserting service: object missing primary"
                        + " index");
        assertRefused(
                store.register(request("n", null, check("n", "", ""))),
                "failed inserting check: failed inserting check: object missing primary index on"
                        + " node \"n\"");
        assertRefused(
                store.register(
                        request(
                                "n",
                                with(service("w", "web"), null, Map.of("a b", "y"), false),
                                null)),
                "failed inserting service: Invalid Service Meta for node n and serviceID w:"
                        + " Couldn't load metadata pair ('a b', 'y'): Key contains invalid"
                        + " characters");
    }

    private static void assertRefused(Outcome outcome, String text) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(text));
    }

    @Test
    void skipping_the_node_still_makes_one_that_is_not_there() {
        store.register(skippingNode("n", service("w", "web"), null));
        assertThat(store.found(Reads.node("n")).address()).isEmpty();

        store.node("n");
        store.register(skippingNode("n", service("x", "web"), null));
        assertThat(store.found(Reads.node("n")).address()).isEqualTo("10.0.0.1");
    }

    @Test
    void a_service_goes_with_its_checks() {
        store.register(request("n", service("w", "web"), check("n", "node", "passing")));
        store.check(check("n", "c", "passing", "w"));

        store.deregister("n", "w", "");

        assertThat(store.value(Reads.serviceNodes("web"))).isEmpty();
        assertThat(checksOn("n")).containsExactly("node");
        assertThat(store.value(Reads.serviceChecks("web", null))).isEmpty();
    }

    @Test
    void a_deregistration_that_names_a_service_leaves_the_check_it_names_alone() {
        store.register(request("n", service("w", "web"), check("n", "node", "passing")));

        store.deregister("n", "w", "node");

        assertThat(store.value(Reads.serviceNodes("web"))).isEmpty();
        assertThat(checksOn("n")).containsExactly("node");
        store.deregister("n", "", "node");
        assertThat(checksOn("n")).isEmpty();
    }

    @Test
    void a_node_goes_with_all_it_carries() {
        store.register(request("n", service("w", "web"), check("n", "c", "passing")));
        store.register(request("n2", service("w", "web"), null));

        store.deregister("n", "", "");

        assertThat(store.value(Reads.node("n"))).isNull();
        assertThat(checksOn("n")).isEmpty();
        assertThat(store.value(Reads.serviceNodes("web")))
                .extracting(ServiceNode::node)
                .containsExactly("n2");
        assertThat(store.value(Reads.checksInState("passing", null))).isEmpty();
    }

    @Test
    void a_node_known_by_its_id_is_renamed_and_loses_what_it_carried() {
        store.node(uuid(1), "old");
        Node before = store.found(Reads.node("old"));
        store.service("old", service("w", "web"));

        store.node(uuid(1), "new");

        Node after = store.found(Reads.node("new"));
        assertThat(after.createIndex()).isEqualTo(before.createIndex());
        assertThat(after.modifyIndex()).isEqualTo(store.index());
        assertThat(store.value(Reads.node("old"))).isNull();
        assertThat(store.value(Reads.serviceNodes("web"))).isEmpty();
    }

    @Test
    void the_name_of_a_node_that_is_well_is_reserved() {
        store.node(uuid(1), "vec");
        store.check(check("vec", "serfHealth", "passing"));

        assertRefused(
                store.node(uuid(2), "VEC"),
                "failed inserting node: Error while renaming Node ID: \""
                        + uuid(2)
                        + "\": Node name VEC is reserved by node "
                        + uuid(1)
                        + " with name vec (10.0.0.1)");
        store.node(uuid(3), "other");
        assertRefused(
                store.node(uuid(3), "vec"),
                "failed inserting node: Error while renaming Node ID: \""
                        + uuid(3)
                        + "\" (10.0.0.1): Node name vec is reserved by node "
                        + uuid(1)
                        + " with name vec (10.0.0.1)");
    }

    @Test
    void the_name_of_a_node_that_gossip_gave_up_or_never_knew_can_be_had() {
        store.node(uuid(1), "failed");
        store.check(check("failed", "serfHealth", "critical"));
        store.node(uuid(2), "unknown");
        store.node("nameless");
        store.check(check("nameless", "serfHealth", "passing"));

        assertThat(store.node(uuid(3), "failed")).isEqualTo(DONE);
        assertThat(store.node(uuid(4), "unknown")).isEqualTo(DONE);
        assertThat(store.node(uuid(5), "nameless")).isEqualTo(DONE);
        assertThat(store.value(Reads.nodes(null)))
                .extracting(Node::id)
                .containsExactly(uuid(3), uuid(5), uuid(4));
        assertThat(store.value(Reads.node(uuid(1)))).isNull();
    }

    @Test
    void a_node_is_found_by_a_part_of_its_id_that_fits_no_other() {
        String one = "abcd0000-0000-4000-8000-000000000001";
        String two = "abce0000-0000-4000-8000-000000000002";
        store.node(one, "one");
        store.node(two, "two");

        assertThat(store.found(Reads.node(one.toUpperCase(Locale.ROOT))).name()).isEqualTo("one");
        assertThat(store.found(Reads.node("abcd")).name()).isEqualTo("one");
        assertThat(store.found(Reads.node("abcd0")).name()).isEqualTo("one");
        assertThat(store.value(Reads.node("ab"))).isNull();
        assertThat(store.value(Reads.node("abc"))).isNull();
        assertThat(store.value(Reads.node("a"))).isNull();
        assertThat(store.value(Reads.node("abcdx"))).isNotNull();
        assertThat(store.value(Reads.node("abxx"))).isNull();
        assertThat(store.found(Reads.nodeServices("abce")).node())
                .isEqualTo(store.value(Reads.node("two")));
    }

    @Test
    void services_of_an_unknown_node_are_none_of_both_kinds() {
        assertThat(store.value(Reads.nodeServices("n"))).isNull();
        assertThat(store.value(Reads.nodeServiceList("n")).node()).isNull();
        store.node("n");
        assertThat(store.value(Reads.nodeServiceList("n")).node()).isNotNull();
        assertThat(store.value(Reads.nodeServiceList("n")).services()).isNull();
        store.service("n", service("w", "web"));
        assertThat(store.value(Reads.nodeServiceList("n")).services()).hasSize(1);
    }

    @Test
    void nodes_and_services_are_chosen_by_node_meta() {
        store.node("n", Map.of("rack", "1", "zone", "a"));
        store.service("n", service("w", "web", "x"));
        store.check(check("n", "c", "passing", "w"));
        store.node("m", Map.of("rack", "2"));
        store.service("m", service("w", "web", "y"));
        store.node("bare");

        assertThat(store.value(Reads.nodes(Map.of("rack", "1"))))
                .extracting(Node::name)
                .containsExactly("n");
        assertThat(store.value(Reads.nodes(Map.of("rack", "1", "zone", "b")))).isEmpty();
        assertThat(store.value(Reads.services(Map.of("rack", "2"))))
                .isEqualTo(Map.of("web", List.of("y")));
        assertThat(store.value(Reads.serviceChecks("web", Map.of("rack", "2")))).isEmpty();
        assertThat(store.value(Reads.checksInState("any", Map.of("rack", "1")))).hasSize(1);
    }

    @Test
    void instances_are_chosen_by_all_of_the_tags_in_any_case() {
        store.register(request("n", service("1", "web", "Blue", "eu"), null));
        store.register(request("n", service("2", "web", "blue"), null));

        assertThat(store.value(Reads.serviceNodes("web", List.of("BLUE"))))
                .extracting(ServiceNode::serviceId)
                .containsExactly("1", "2");
        assertThat(store.value(Reads.serviceNodes("web", List.of("blue", "EU")))).hasSize(1);
        assertThat(store.value(Reads.serviceNodes("web", List.of("red")))).isEmpty();
    }

    @Test
    void mesh_traffic_is_taken_by_proxies_and_native_instances() {
        store.register(request("n", service("w", "web"), null));
        store.register(request("n", proxy("p", "web-proxy", "Web"), null));
        store.register(request("n", with(service("native", "web"), null, null, true), null));

        assertThat(store.value(Reads.connectNodes("web")))
                .extracting(ServiceNode::serviceId)
                .containsExactly("native", "p");
        assertThat(store.value(Reads.connectHealth("web"))).hasSize(2);
        assertThat(store.value(Reads.kindHealth("connect-proxy"))).hasSize(1);
        assertThat(store.value(Reads.kindHealth(""))).hasSize(2);
        store.service("n", service("p", "web-proxy"));
        assertThat(store.value(Reads.connectNodes("web"))).hasSize(1);
        assertThat(store.value(Reads.kindHealth("connect-proxy"))).isEmpty();
    }

    @Test
    void an_instance_comes_with_the_checks_of_its_node_and_its_own_and_no_others() {
        store.register(request("n", service("w", "web"), check("n", "z-node", "passing")));
        store.register(request("n", service("w2", "web"), null));
        store.check(check("n", "own", "passing", "w"));
        store.check(check("n", "a-other", "passing", "w2"));

        CheckServiceNode first = store.value(Reads.health("web")).getFirst();
        assertThat(first.checks())
                .extracting(HealthCheck::checkId)
                .containsExactly("z-node", "own");
        assertThat(first.node()).isEqualTo(store.value(Reads.node("n")));
    }

    @Test
    void instances_come_in_the_order_of_nodes_and_ids() {
        for (String node : new String[] {"c", "A", "b"}) {
            store.register(request(node, service("2", "web"), null));
            store.register(request(node, service("1", "web"), null));
        }

        List<String> order = new ArrayList<>();
        for (ServiceNode each : store.value(Reads.serviceNodes("web"))) {
            order.add(each.node() + each.serviceId());
        }
        assertThat(order).containsExactly("A1", "A2", "b1", "b2", "c1", "c2");
    }

    @Test
    void instances_are_found_by_their_address() {
        store.register(request("n", service("w", "web"), null));
        NodeService s = service("x", "db");
        store.register(
                request(
                        "n",
                        new NodeService(
                                "",
                                "x",
                                "db",
                                null,
                                "10.9.9.9",
                                null,
                                null,
                                1,
                                null,
                                false,
                                s.proxy(),
                                s.connect(),
                                false,
                                0,
                                0),
                        null));

        assertThat(store.value(Reads.servicesAt("10.9.9.9")))
                .extracting(ServiceNode::serviceId)
                .containsExactly("x");
        assertThat(store.value(Reads.servicesAt("10.0.0.1"))).isEmpty();
    }
}
