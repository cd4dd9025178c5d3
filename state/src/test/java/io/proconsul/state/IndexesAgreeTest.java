package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.session.Session;
import io.proconsul.state.table.CatalogTable;
import io.proconsul.state.table.Instance;
import io.proconsul.state.table.KeyTable;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.table.SessionDraft;
import io.proconsul.state.table.SessionTable;
import io.proconsul.state.table.Uuid;
import io.proconsul.state.tree.RadixTree;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;

/** After any commands, every way to a row leads to exactly the rows there are. */
class IndexesAgreeTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void every_index_holds_the_rows_it_is_for(long seed) {
        RandomCommands commands = new RandomCommands(new Random(seed));
        StateStore store = new StateStore();
        for (int i = 0; i < 300; i++) {
            store.apply(commands.next(3));
            Root root = store.root();
            catalog(root.catalog(), seed);
            sessions(root.sessions(), seed);
            keys(root.keys(), root.sessions(), seed);
            references(root, seed);
        }
    }

    private static void catalog(CatalogTable catalog, long seed) {
        agree(catalog.nodes(), catalog.nodesById(), node -> !node.id().isEmpty(), seed);
        RadixTree<Instance> instances = catalog.instances();
        agree(instances, catalog.instancesByName(), _ -> true, seed);
        agree(
                instances,
                catalog.instancesByDestination(),
                instance -> !instance.meshDestination().isEmpty(),
                seed);
        agree(
                instances,
                catalog.instancesByKind(),
                instance -> !instance.service().kind().isEmpty(),
                seed);
        agree(catalog.checks(), catalog.checksByInstance(), _ -> true, seed);
        agree(catalog.checks(), catalog.checksByStatus(), _ -> true, seed);
        agree(
                catalog.checks(),
                catalog.checksByService(),
                check -> !check.serviceName().isEmpty(),
                seed);
        for (Instance instance : instances) {
            String service = instance.service().name();
            assertThat(catalog.instancesOf(service)).as("seed %d", seed).contains(instance);
            assertThat(catalog.instancesFor(instance.meshDestination()).contains(instance))
                    .as("seed %d", seed)
                    .isEqualTo(!instance.meshDestination().isEmpty());
        }
        for (HealthCheck check : catalog.checks()) {
            assertThat(catalog.checksOfInstance(check.node(), check.serviceId()))
                    .as("seed %d", seed)
                    .contains(check);
            assertThat(catalog.checksInState(check.status())).as("seed %d", seed).contains(check);
        }
    }

    private static void sessions(SessionTable sessions, long seed) {
        agree(sessions.sessions(), sessions.byNode(), _ -> true, seed);
        for (Session session : sessions.sessions()) {
            for (String check : SessionDraft.checks(session)) {
                assertThat(sessions.byCheck().below(RowKey.within(session.node(), check)))
                        .as("seed %d", seed)
                        .contains(session);
            }
        }
        for (Session session : sessions.byCheck()) {
            assertThat(sessions.get(session.id())).as("seed %d", seed).isSameAs(session);
        }
    }

    private static void keys(KeyTable keys, SessionTable sessions, long seed) {
        List<String> held =
                keys.entries().below("").stream()
                        .filter(entry -> !entry.session().isEmpty())
                        .map(KvEntry::key)
                        .toList();
        assertThat(keys.held().below("")).as("seed %d", seed).isEqualTo(held);
        assertThat(keys.heldBy().below(""))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(held);
        for (KvEntry entry : keys.entries()) {
            if (!entry.session().isEmpty()) {
                assertThat(sessions.get(entry.session())).as("seed %d", seed).isNotNull();
                assertThat(keys.heldBy().below(Uuid.key(entry.session())))
                        .as("seed %d", seed)
                        .contains(entry.key());
            }
        }
    }

    /** Nothing refers to what is gone. */
    private static void references(Root root, long seed) {
        for (Instance instance : root.catalog().instances()) {
            assertThat(root.catalog().node(instance.node())).as("seed %d", seed).isNotNull();
        }
        for (HealthCheck check : root.catalog().checks()) {
            assertThat(root.catalog().node(check.node())).as("seed %d", seed).isNotNull();
            if (!check.serviceId().isEmpty()) {
                assertThat(root.catalog().instancesOn(check.node()))
                        .as("seed %d", seed)
                        .anyMatch(i -> i.service().id().equals(check.serviceId()));
            }
        }
        for (Session session : root.sessions().sessions()) {
            Node node = root.catalog().node(session.node());
            assertThat(node).as("seed %d", seed).isNotNull();
        }
    }

    private static <V> void agree(
            RadixTree<V> rows, RadixTree<V> index, Predicate<V> indexed, long seed) {
        List<V> expected = rows.below("").stream().filter(indexed).toList();
        List<V> found = index.below("");
        assertThat(found).as("seed %d", seed).hasSameSizeAs(expected);
        for (V row : expected) {
            assertThat(found.stream().anyMatch(other -> Objects.equals(other, row)))
                    .as("seed %d: %s", seed, row)
                    .isTrue();
        }
    }
}
