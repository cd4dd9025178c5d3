package io.proconsul.state;

import static io.proconsul.state.TestStore.check;
import static io.proconsul.state.TestStore.proxy;
import static io.proconsul.state.TestStore.request;
import static io.proconsul.state.TestStore.service;
import static io.proconsul.state.TestStore.session;
import static io.proconsul.state.TestStore.uuid;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.command.Command;
import io.proconsul.model.session.Session;
import io.proconsul.state.watch.Topic;

import org.assertj.core.description.Description;
import org.assertj.core.description.LazyTextDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Who is woken by which command, through the topics of the reads. */
class WakeTest {
    private final TestStore store = new TestStore();
    private final Set<String> told = new TreeSet<>();

    @BeforeEach
    void two_services() {
        store.register(request("n", service("w", "web"), check("n", "alive", "passing")));
        store.register(request("m", service("d", "db"), null));
    }

    private void watch(String name, Read<?> read) {
        store.store.watches().subscribe(read.topics(), () -> told.add(name));
    }

    private Set<String> toldBy(Runnable command) {
        told.clear();
        command.run();
        return Set.copyOf(told);
    }

    @Test
    void churn_on_one_service_wakes_nobody_of_another() {
        watch("web", Reads.health("web"));
        watch("web nodes", Reads.serviceNodes("web"));
        watch("web checks", Reads.serviceChecks("web", null));
        watch("db", Reads.health("db"));
        watch("m", Reads.nodeServices("m"));
        watch("keys", Reads.keysBelow(""));
        watch("sessions", Reads.sessions());
        Set<String> web = Set.of("web", "web nodes", "web checks");

        assertThat(toldBy(() -> store.check(check("n", "c", "passing", "w")))).isEqualTo(web);
        assertThat(toldBy(() -> store.check(check("n", "c", "passing", "w")))).isEmpty();
        assertThat(toldBy(() -> store.check(check("n", "alive", "warning")))).isEqualTo(web);
        assertThat(toldBy(() -> store.service("n", service("w2", "web")))).isEqualTo(web);
        assertThat(toldBy(() -> store.node("n", Map.of("a", "b")))).isEqualTo(web);
        assertThat(toldBy(() -> store.deregister("n", "", ""))).isEqualTo(web);
    }

    @Test
    void an_absent_service_is_watched_until_it_is_there() {
        watch("new", Reads.health("new"));

        assertThat(toldBy(() -> store.service("n", service("o", "other")))).isEmpty();
        assertThat(toldBy(() -> store.service("n", service("x", "new")))).containsExactly("new");
    }

    @Test
    void a_proxy_wakes_those_who_look_for_its_destination() {
        watch("mesh", Reads.connectHealth("web"));
        watch("web", Reads.health("web"));
        watch("proxies", Reads.kindHealth("connect-proxy"));

        assertThat(toldBy(() -> store.service("m", proxy("p", "side", "web"))))
                .containsExactlyInAnyOrder("mesh", "proxies");
        assertThat(toldBy(() -> store.check(check("m", "c", "passing", "p"))))
                .containsExactlyInAnyOrder("mesh", "proxies");
        assertThat(toldBy(() -> store.deregister("m", "p", "")))
                .containsExactlyInAnyOrder("mesh", "proxies");
    }

    @Test
    void checks_are_watched_by_status_node_and_as_a_whole() {
        watch("critical", Reads.checksInState("critical", null));
        watch("any", Reads.checksInState("any", null));
        watch("n", Reads.nodeChecks("n"));

        assertThat(toldBy(() -> store.check(check("n", "alive", "warning"))))
                .containsExactlyInAnyOrder("any", "n");
        assertThat(toldBy(() -> store.check(check("n", "alive", "critical"))))
                .containsExactlyInAnyOrder("any", "critical", "n");
        assertThat(toldBy(() -> store.check(check("m", "alive", "critical"))))
                .containsExactlyInAnyOrder("any", "critical");
        assertThat(toldBy(() -> store.deregister("m", "", "alive")))
                .containsExactlyInAnyOrder("any", "critical");
    }

    @Test
    void sessions_wake_by_id_and_node_and_through_the_keys_they_hold() {
        Session mine = session(uuid(1), "n", "");
        watch("mine", Reads.session(uuid(1)));
        watch("n", Reads.nodeSessions("n"));
        watch("m", Reads.nodeSessions("m"));
        watch("held", Reads.key("held"));

        assertThat(toldBy(() -> store.create(mine))).containsExactlyInAnyOrder("mine", "n");
        assertThat(toldBy(() -> store.lock("held", "x", uuid(1)))).containsExactly("held");
        assertThat(toldBy(() -> store.deregister("n", "", "alive"))).isEmpty();
        assertThat(toldBy(() -> store.destroy(uuid(1))))
                .containsExactlyInAnyOrder("mine", "n", "held");
    }

    @Test
    void a_node_can_be_watched_by_its_id() {
        watch("by id", Reads.nodeServices(uuid(7)));
        watch("by part of id", Reads.node("000000"));

        assertThat(toldBy(() -> store.node(uuid(7), "o")))
                .containsExactlyInAnyOrder("by id", "by part of id");
        assertThat(toldBy(() -> store.service("o", service("x", "x"))))
                .containsExactlyInAnyOrder("by id", "by part of id");
        assertThat(toldBy(() -> store.check(check("o", "c", "passing")))).containsExactly("by id");
        assertThat(toldBy(() -> store.deregister("o", "", "")))
                .containsExactlyInAnyOrder("by id", "by part of id");
    }

    @Test
    void a_refused_command_wakes_nobody() {
        watch("nodes", Reads.nodes(null));
        watch("x", Reads.health("x"));

        Runnable refused =
                () ->
                        store.register(
                                request(
                                        "new",
                                        service("x", "x"),
                                        check("new", "c", "passing", "absent")));
        assertThat(toldBy(refused)).isEmpty();
    }

    @Test
    void commands_of_one_batch_wake_once_and_together() {
        List<Long> indexes = new ArrayList<>();
        store.store
                .watches()
                .subscribe(
                        Set.of(new Topic.KeyPrefix("")),
                        () -> indexes.add(store.store.root().index()));
        long before = store.index();

        store.store.apply(
                List.of(
                        TestStore.kv("set", TestStore.entry("a", "1")),
                        TestStore.kv("set", TestStore.entry("b", "1"))));

        assertThat(indexes).containsExactly(before + 2);
    }

    /** Every read whose result changed must have been woken, and must have another index. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_changed_was_told_and_has_another_index(long seed) {
        RandomCommands commands = new RandomCommands(new Random(seed));
        List<Read<?>> reads = commands.reads();
        List<Reading<?>> before = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            watch(Integer.toString(i), reads.get(i));
            before.add(reads.get(i).on(store.store.root()));
        }
        for (int step = 0; step < 500; step++) {
            long epoch = store.store.root().epoch();
            Command command = commands.next();
            Set<String> woken = toldBy(() -> store.apply(command));
            Root after = store.store.root();
            for (int i = 0; i < reads.size(); i++) {
                Read<?> read = reads.get(i);
                Reading<?> now = read.on(after);
                Description what = describe(seed, step, read, command);
                assertThat(read.index(after)).as(what).isEqualTo(now.index());
                if (!RandomCommands.same(before.get(i).value(), now.value())) {
                    assertThat(woken).as(what).contains(Integer.toString(i));
                    assertThat(epoch != after.epoch() || before.get(i).index() != now.index())
                            .as(what)
                            .isTrue();
                }
                before.set(i, now);
            }
        }
    }

    private static Description describe(long seed, int step, Read<?> read, Command command) {
        return new LazyTextDescription(
                () -> "seed %d, step %d: %s after %s".formatted(seed, step, read, command));
    }

    @Test
    void a_change_of_an_instance_alone_wakes_its_node() {
        watch("n", Reads.nodeServices("n"));
        NodeService tagged = service("w", "web", "blue");

        assertThat(toldBy(() -> store.service("n", tagged))).containsExactly("n");
    }
}
