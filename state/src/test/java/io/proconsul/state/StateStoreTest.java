package io.proconsul.state;

import static io.proconsul.state.TestStore.entry;
import static io.proconsul.state.TestStore.kv;
import static io.proconsul.state.TestStore.service;
import static io.proconsul.state.TestStore.session;
import static io.proconsul.state.TestStore.uuid;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.state.table.Indexes;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class StateStoreTest {
    private final TestStore store = new TestStore();

    @Test
    void every_command_takes_one_index_even_a_refused_one() {
        Applied applied =
                store.store.apply(
                        List.of(
                                kv("set", entry("a", "1")),
                                kv("zap", entry("a", "1")),
                                kv("set", entry("b", "1"))));

        assertThat(applied.firstIndex()).isEqualTo(1);
        assertThat(applied.outcomes())
                .containsExactly(
                        new Outcome.Verdict(true),
                        new Outcome.Refused("Invalid KVS operation 'zap'"),
                        new Outcome.Verdict(true));
        assertThat(store.existing("b").createIndex()).isEqualTo(3);
        assertThat(store.index()).isEqualTo(3);
    }

    @Test
    void a_reader_keeps_the_moment_it_took() {
        store.set("a", "1");
        Root before = store.store.root();
        store.delete("a");

        assertThat(Reads.key("a").on(before).value()).isNotNull();
        assertThat(store.value(Reads.key("a"))).isNull();
    }

    @Test
    void clocks_are_told_before_anybody_can_see_the_change() {
        store.node("n");
        store.create(session(uuid(1), "n", ""));
        store.lock("a", "1", uuid(1));
        List<String> order = new ArrayList<>();
        store.store
                .watches()
                .subscribe(Reads.key("a").topics(), () -> order.add("watcher: " + holder()));

        store.store.apply(
                List.of(TestStore.sessionCommand(SessionRequest.DESTROY, session(uuid(1), "", ""))),
                effects ->
                        order.add(
                                "clock of "
                                        + effects.lockDelays().getFirst().key()
                                        + ": "
                                        + holder()));

        assertThat(order).containsExactly("clock of a: " + uuid(1), "watcher: ");
    }

    private String holder() {
        return store.existing("a").session();
    }

    @Test
    void a_node_takes_its_coordinates_along() {
        store.node("n");
        store.node("other");
        store.place("N", "", 0.1);
        store.place("N", "alpha", 0.1);
        store.place("other", "", 0.1);
        assertThat(store.value(Reads.nodeCoordinates("n"))).hasSize(2);

        store.deregister("n", "", "");

        assertThat(store.value(Reads.coordinates()))
                .extracting(Coordinate::node)
                .containsExactly("other");
        assertThat(store.index(Reads.coordinates())).isEqualTo(store.index());
        store.deregister("absent", "", "");
        assertThat(store.index(Reads.coordinates())).isLessThan(store.index());
    }

    @Test
    void what_is_gone_keeps_no_index_of_its_own() {
        for (int i = 0; i < 50; i++) {
            store.register(TestStore.request("n", service("s", "name" + i), null));
            store.register(
                    TestStore.request("n", TestStore.proxy("p", "side" + i, "name" + i), null));
        }
        store.deregister("n", "", "");

        assertThat(store.store.root().indexes().entries())
                .extracting(entry -> entry.key())
                .containsExactlyInAnyOrder(
                        Indexes.NODES,
                        Indexes.SERVICES,
                        Indexes.EXTINCTION,
                        Indexes.MESH_EXTINCTION,
                        Indexes.kind(""),
                        Indexes.kind("connect-proxy"));
    }

    @Test
    void equal_questions_are_equal() {
        assertThat(Reads.keyNames("a", "/")).isEqualTo(Reads.keyNames("a", "/"));
        assertThat(Reads.health("web")).isEqualTo(Reads.health("web"));
        assertThat(Reads.nodes(null)).isEqualTo(Reads.nodes(java.util.Map.of()));
        assertThat(Reads.health("web")).isNotEqualTo(Reads.connectHealth("web"));
    }
}
