package io.proconsul.state;

import static io.proconsul.state.TestStore.request;
import static io.proconsul.state.TestStore.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.Vivaldi;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class CoordinateRulesTest {
    private final TestStore store = new TestStore();

    @Test
    void a_node_that_nobody_knows_is_passed_over() {
        store.place("ghost", "", 1);

        assertThat(store.value(Reads.coordinates())).isEmpty();
        assertThat(store.index(Reads.coordinates())).isZero();
    }

    @Test
    void the_newest_place_of_a_node_counts_and_wakes_those_who_wait() {
        store.node("n");
        store.place("n", "", 1);
        List<String> woken = new ArrayList<>();
        store.store.watches().subscribe(Reads.coordinates().topics(), () -> woken.add("yes"));

        store.place("N", "", 2);

        assertThat(woken).hasSize(1);
        assertThat(store.value(Reads.nodeCoordinates("n")))
                .extracting(Coordinate::coord)
                .extracting(Vivaldi::vec)
                .extracting(vec -> vec == null ? Double.NaN : vec.getFirst())
                .containsExactly(2.0);
    }

    @Test
    void rows_are_sorted_by_the_distance_of_their_nodes() {
        for (String node : List.of("a", "b", "c", "d")) {
            store.register(request(node, service("s-" + node, "web"), null));
        }
        store.place("a", "", 3);
        store.place("c", "", 1);
        store.place("d", "", 0);
        Read<List<ServiceNode>> web = Reads.serviceNodes("web");

        assertThat(store.value(Reads.nearestFirst(web, ServiceNode::node, "D")))
                .extracting(ServiceNode::node)
                .containsExactly("d", "c", "a", "b");
        assertThat(store.index(Reads.nearestFirst(web, ServiceNode::node, "d")))
                .isEqualTo(store.index(web));
    }

    @Test
    void without_a_place_to_measure_from_rows_stay_in_order() {
        store.node("b");
        store.node("a");
        store.place("b", "", 0);

        assertThat(store.value(Reads.nearestFirst(Reads.nodes(null), Node::name, "a")))
                .extracting(Node::name)
                .containsExactly("a", "b");
    }

    @Test
    void nodes_in_different_segments_are_at_no_known_distance() {
        store.node("a");
        store.node("b");
        store.node("c");
        store.place("c", "alpha", 0);
        store.place("a", "", 0);
        store.place("b", "alpha", 5);

        assertThat(store.value(Reads.nearestFirst(Reads.nodes(null), Node::name, "c")))
                .extracting(Node::name)
                .containsExactly("c", "b", "a");
    }
}
