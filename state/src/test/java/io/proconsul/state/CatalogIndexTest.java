package io.proconsul.state;

import static io.proconsul.state.TestStore.check;
import static io.proconsul.state.TestStore.proxy;
import static io.proconsul.state.TestStore.request;
import static io.proconsul.state.TestStore.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.health.HealthCheck;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** HTTP reference, section 1.6, and the same steps tried on 1.8.7. */
class CatalogIndexTest {
    private final TestStore store = new TestStore();

    @BeforeEach
    void a_service_on_a_node() {
        store.register(request("n", service("w", "web"), null));
    }

    private void raised(Read<?> read) {
        assertThat(store.index(read)).as("index of %s", read).isEqualTo(store.index());
        assertThat(read.on(store.store.root()).index()).isEqualTo(store.index());
    }

    private void notRaised(Read<?> read) {
        assertThat(store.index(read)).as("index of %s", read).isLessThan(store.index());
    }

    @Test
    void a_service_is_not_raised_by_others() {
        store.service("n", service("d", "db"));

        notRaised(Reads.health("web"));
        notRaised(Reads.serviceNodes("web"));
        raised(Reads.health("db"));
        raised(Reads.services(null));
        raised(Reads.nodeServices("n"));
        notRaised(Reads.nodes(null));
    }

    @Test
    void a_service_is_raised_by_its_checks_and_by_those_of_its_nodes() {
        store.service("n", service("d", "db"));
        store.check(check("n", "c", "passing", "w"));
        raised(Reads.health("web"));
        raised(Reads.serviceNodes("web"));
        raised(Reads.nodeChecks("n"));
        raised(Reads.kindHealth(""));
        notRaised(Reads.health("db"));
        notRaised(Reads.services(null));

        store.check(check("n", "node", "passing"));
        raised(Reads.health("web"));
        raised(Reads.health("db"));

        store.deregister("n", "", "node");
        raised(Reads.health("web"));
        store.deregister("n", "", "c");
        raised(Reads.health("web"));
        notRaised(Reads.health("db"));
    }

    @Test
    void a_service_is_raised_by_changes_of_its_nodes() {
        store.register(request("m", service("d", "db"), null));
        store.node("n", Map.of("a", "b"));

        raised(Reads.health("web"));
        raised(Reads.nodes(null));
        raised(Reads.services(Map.of("a", "b")));
        raised(Reads.checksInState("any", Map.of("a", "b")));
        notRaised(Reads.health("db"));
        notRaised(Reads.services(null));
        notRaised(Reads.checksInState("any", null));
    }

    @Test
    void registering_the_same_again_raises_nothing() {
        store.check(check("n", "c", "passing", "w"));
        HealthCheck before = store.value(Reads.nodeChecks("n")).getFirst();
        store.register(request("n", service("w", "web"), check("n", "c", "passing", "w")));

        assertThat(store.value(Reads.nodeChecks("n")).getFirst()).isSameAs(before);
        notRaised(Reads.nodes(null));
        notRaised(Reads.services(null));
        notRaised(Reads.checksInState("any", null));
        notRaised(Reads.health("web"));
    }

    @Test
    void removing_what_is_not_there_raises_nothing() {
        store.deregister("n", "absent", "");
        store.deregister("n", "", "absent");
        store.deregister("absent", "", "");

        notRaised(Reads.nodes(null));
        notRaised(Reads.services(null));
        notRaised(Reads.nodeChecks("n"));
    }

    @Test
    void before_any_removal_an_absent_service_has_the_index_of_the_tables() {
        raised(Reads.health("absent"));
        raised(Reads.serviceNodes("absent"));
        store.check(check("n", "c", "passing"));
        raised(Reads.health("absent"));
        notRaised(Reads.serviceNodes("absent"));
    }

    @Test
    void an_absent_service_has_the_index_of_the_last_extinction() {
        store.service("n", service("d", "db"));
        store.deregister("n", "w", "");
        long extinct = store.index();
        store.service("n", service("e", "else"));

        assertThat(store.index(Reads.health("web"))).isEqualTo(extinct);
        assertThat(store.index(Reads.serviceNodes("web"))).isEqualTo(extinct);
        assertThat(store.index(Reads.health("never"))).isEqualTo(extinct);
        assertThat(store.index(Reads.connectHealth("db"))).isEqualTo(extinct);
    }

    @Test
    void a_service_that_loses_one_of_its_instances_is_raised_and_nothing_is_extinct() {
        store.register(request("m", service("w", "web"), null));
        store.deregister("m", "w", "");

        raised(Reads.health("web"));
        store.service("n", service("d", "db"));
        raised(Reads.serviceNodes("absent"));
    }

    @Test
    void a_name_that_an_instance_gave_up_is_extinct() {
        store.service("n", service("w", "web2"));

        assertThat(store.value(Reads.health("web"))).isEmpty();
        raised(Reads.health("web"));
        raised(Reads.health("web2"));
    }

    @Test
    void a_removed_node_raises_all_it_had() {
        store.check(check("n", "c", "passing", "w"));
        store.deregister("n", "", "");

        raised(Reads.nodes(null));
        raised(Reads.services(null));
        raised(Reads.checksInState("any", null));
        raised(Reads.health("web"));
    }

    @Test
    void an_unknown_node_has_no_index() {
        assertThat(store.index(Reads.nodeServices("absent"))).isZero();
        assertThat(store.index(Reads.nodeServiceList("absent"))).isZero();
        raised(Reads.node("absent"));
    }

    @Test
    void those_that_take_mesh_traffic_are_raised_by_their_own_changes() {
        store.register(request("n", proxy("p", "web-proxy", "web"), null));
        raised(Reads.connectHealth("web"));
        raised(Reads.connectNodes("web"));
        notRaised(Reads.health("web"));

        store.check(check("n", "c", "passing", "p"));
        raised(Reads.connectHealth("web"));
        raised(Reads.connectNodes("web"));
        notRaised(Reads.health("web"));

        store.register(request("n", proxy("q", "web-proxy", "db"), null));
        store.deregister("n", "p", "");
        raised(Reads.connectHealth("web"));
        raised(Reads.connectNodes("web"));
    }

    @Test
    void a_proxy_that_turns_to_another_service_raises_both() {
        store.register(request("n", proxy("p", "side", "web"), null));
        store.register(request("n", proxy("q", "side", "web"), null));
        store.service("n", proxy("p", "side", "db"));
        raised(Reads.connectNodes("web"));
        raised(Reads.connectNodes("db"));

        store.service("n", proxy("q", "side", "db"));
        raised(Reads.connectNodes("web"));
        assertThat(store.value(Reads.connectNodes("web"))).isEmpty();
    }

    @Test
    void a_check_that_goes_over_to_another_service_raises_both() {
        store.service("n", service("d", "db"));
        store.check(check("n", "c", "passing", "w"));
        store.check(check("n", "c", "passing", "d"));

        raised(Reads.health("web"));
        raised(Reads.health("db"));
    }
}
