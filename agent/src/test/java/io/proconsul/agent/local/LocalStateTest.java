package io.proconsul.agent.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.Definition;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the state remembers of services, checks and their way to the catalog. */
final class LocalStateTest {
    private final LocalState state = new LocalState(new VirtualTime());

    private static LocalService service(String id, int port) {
        NodeService service =
                Definition.read(
                        NodeService.class,
                        "{'ID':'%s','Service':'%s','Port':%d}".formatted(id, id, port));
        return new LocalService(service, "", Origin.API, 0, false);
    }

    private static LocalCheck check(String id, String serviceId) {
        HealthCheck check =
                Definition.read(
                        HealthCheck.class,
                        "{'CheckID':'%s','ServiceID':'%s','Status':'passing'}"
                                .formatted(id, serviceId));
        return LocalCheck.fresh(check, null, "", Origin.API);
    }

    private LaneView take() {
        LaneView lane = state.takeLane().orElseThrow();
        state.release(lane.lane());
        return lane;
    }

    @Test
    void a_lane_under_way_is_not_handed_out_again() {
        state.register(service("a", 1), List.of());
        LaneView first = state.takeLane().orElseThrow();
        state.register(service("a", 2), List.of());

        assertThat(state.takeLane()).isEmpty();
        state.release(first.lane());

        assertThat(state.takeLane()).isPresent();
    }

    @Test
    void what_changed_while_it_was_told_is_not_settled() {
        state.register(service("a", 1), List.of());
        LocalService sent = state.service("a").orElseThrow();
        state.register(service("a", 2), List.of());

        state.settled(sent, List.of());
        assertThat(state.service("a").orElseThrow().inSync()).isFalse();
        state.settled(state.service("a").orElseThrow(), List.of());

        assertThat(state.service("a").orElseThrow().inSync()).isTrue();
    }

    @Test
    void a_check_moves_with_its_service() {
        state.register(service("a", 1), List.of(check("c", "a")));
        state.register(check("c", ""));

        assertThat(state.checksOf("a")).isEmpty();
        assertThat(state.checksOf("")).hasSize(1);
    }

    @Test
    void a_service_that_goes_takes_its_checks_and_frees_its_port() {
        state.register(service("a", 21000), List.of(check("c", "a"), check("d", "a")));
        assertThat(state.freePort("x", 21000, 21001, Set.of())).hasValue(21001);
        assertThat(state.freePort("a", 21000, 21001, Set.of())).hasValue(21000);

        state.removeService("a");

        assertThat(state.checks()).isEmpty();
        assertThat(state.freePort("x", 21000, 21001, Set.of())).hasValue(21000);
        LaneView lane = take();
        assertThat(lane.goneService()).isNotNull();
        assertThat(lane.goneChecks()).extracting(Gone::id).containsExactly("c", "d");
    }

    @Test
    void two_services_on_a_port_free_it_when_both_are_gone() {
        state.register(service("a", 21000), List.of());
        state.register(service("b", 21000), List.of());

        state.removeService("a");
        assertThat(state.freePort("x", 21000, 21001, Set.of())).hasValue(21001);
        state.removeService("b");

        assertThat(state.freePort("x", 21000, 21001, Set.of())).hasValue(21000);
    }

    @Test
    void listeners_hear_only_what_happened() {
        List<String> heard = new ArrayList<>();
        state.register(service("a", 1), List.of(check("c", "a")));
        state.listen(
                new LocalListener() {
                    @Override
                    public void serviceChanged(String id) {
                        heard.add("service " + id);
                    }

                    @Override
                    public void checkChanged(String id, String serviceId) {
                        heard.add("check " + id + " of " + serviceId);
                    }

                    @Override
                    public void outputDeferred(String checkId) {
                        heard.add("output " + checkId);
                    }
                });

        state.report("c", "passing", "");
        state.report("c", "passing", "one");
        state.report("c", "passing", "two");
        state.report("c", "critical", "two");
        state.report("ghost", "critical", "");
        state.removeCheck("ghost");
        state.removeService("ghost");
        state.removeService("a");

        assertThat(heard).containsExactly("output c", "check c of a", "check c of a", "service a");
    }

    @Test
    void many_threads_at_once_lose_nothing() throws InterruptedException, ExecutionException {
        int threads = 8;
        int each = 500;
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        state.listen(
                new LocalListener() {
                    @Override
                    public void serviceChanged(String id) {
                        heard.add(id);
                    }
                });
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            work.add(() -> {
                for (int i = 0; i < each; i++) {
                    String id = thread + "-" + i;
                    state.register(service(id, i), List.of(check(id, id)));
                    state.report(id, "critical", "x");
                    state.takeLane().ifPresent(lane -> state.release(lane.lane()));
                    state.nodeSettled(0);
                }
                return true;
            });
        }

        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Boolean> done : pool.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(state.services()).hasSize(threads * each);
        assertThat(state.checks()).allMatch(LocalCheck::critical);
        assertThat(heard).hasSize(threads * each);
    }
}
