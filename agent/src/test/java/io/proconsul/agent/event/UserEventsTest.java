package io.proconsul.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.proconsul.agent.local.LocalState;
import io.proconsul.model.event.EventFireReply;
import io.proconsul.model.event.EventFireRequest;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Internal;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class UserEventsTest {
    private final VirtualTime time = new VirtualTime();
    private final List<EventFireRequest> fired = new ArrayList<>();
    private final List<UserEvent> jobs = new ArrayList<>();
    private final UserEvents events =
            new UserEvents(
                    "node", new LocalState(time), new Cluster(), time, Chance.seeded(1), jobs::add);

    /** Takes events to be fired. */
    private final class Cluster implements Caller {
        @Override
        @SuppressWarnings("unchecked")
        public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
            assertThat(method).isEqualTo(Internal.EVENT_FIRE);
            fired.add((EventFireRequest) request);
            return CompletableFuture.completedFuture(Answer.of((R) new EventFireReply()));
        }
    }

    private static UserEvent named(String name) {
        return new UserEvent("", name, null, "", "", "", UserEvent.VERSION, 0);
    }

    private void hear(long time, String name) {
        UserEvent event = named(name).withId(Chance.secure().uuid().toString());
        events.heard(time, PackedEvent.of(event));
    }

    private List<String> names() {
        return events.list(all -> true).events().stream().map(UserEvent::name).toList();
    }

    @Test
    void firing_gives_the_event_an_id_and_asks_a_server() {
        UserEvent event = events.fire(named("deploy"), "dc2", "secret").join();
        assertThat(event.id()).hasSize(36);
        EventFireRequest request = fired.getFirst();
        assertThat(request.datacenter()).isEqualTo("dc2");
        assertThat(request.name()).isEqualTo("deploy");
        assertThat(request.options().token()).isEqualTo("secret");
        UserEvent packed = requireNonNull(PackedEvent.read(requireNonNull(request.payload())));
        assertThat(packed.id()).isEqualTo(event.id());
    }

    @Test
    void the_last_256_events_are_remembered_with_their_times() {
        for (int i = 0; i < 300; i++) {
            hear(i, "e" + i);
        }
        assertThat(names()).hasSize(EventRing.MOST).startsWith("e44").endsWith("e299");
        assertThat(events.list(all -> true).events().getLast().lamportTime()).isEqualTo(299);
    }

    @Test
    void events_that_are_not_meant_for_this_node_are_not_heard() {
        events.heard(1, PackedEvent.of(new UserEvent("id", "deploy", null, "other", "", "", 1, 0)));
        events.heard(3, null);
        assertThat(names()).isEmpty();
    }

    @Test
    void jobs_of_remote_execution_are_passed_on_and_are_no_events_for_others() {
        events.heard(2, PackedEvent.of(named("_rexec").withId("id")));
        assertThat(jobs).extracting(UserEvent::id).containsExactly("id");
        assertThat(names()).isEmpty();
    }

    @Test
    void the_index_is_the_last_id_folded() {
        events.heard(1, PackedEvent.of(named("a").withId("00000000-0000-0001-0000-000000000003")));
        assertThat(events.list(all -> true).index()).isEqualTo(2);
        assertThat(events.list(all -> false).index()).isEqualTo(1);
    }

    @Test
    void who_knows_the_index_waits_for_an_event_that_is_wanted() {
        hear(1, "a");
        long known = events.list(event -> event.name().equals("a")).index();
        var answer = events.await(event -> event.name().equals("a"), known, Duration.ofMinutes(1));
        hear(2, "b");
        assertThat(answer).isNotDone();
        hear(3, "a");
        assertThat(answer.join().events()).hasSize(2);
        assertThat(time.pending()).isZero();
    }

    @Test
    void after_the_time_the_answer_is_what_was_known() {
        hear(1, "a");
        EventList known = events.list(all -> true);
        var answer = events.await(all -> true, known.index(), Duration.ofSeconds(16));
        time.pass(Duration.ofSeconds(15));
        assertThat(answer).isNotDone();
        time.pass(Duration.ofSeconds(2));
        assertThat(answer.join()).isEqualTo(known);
    }

    @Test
    void another_index_is_answered_at_once() {
        assertThat(events.await(all -> true, 77, Duration.ofMinutes(1))).isDone();
        assertThat(events.await(all -> true, 0, Duration.ofMinutes(1))).isDone();
    }
}
