package io.proconsul.agent.event;

import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.model.event.EventFireRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Internal;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The events this agent fires and hears. Any thread. */
public final class UserEvents {
    /** What the names of gossiped events begin with when a user fired them. */
    public static final String PREFIX = "consul:event:";

    /** Callers that wait for an event; who comes on top is refused. */
    static final int MAX_WAITING = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger("agent");
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);
    private static final int JITTER_PART = 16;

    /** Asks for a program to be run, and is no event for anybody else. */
    private static final String REMOTE_EXECUTION = "_rexec";

    private final String node;
    private final LocalState state;
    private final Caller caller;
    private final Timers timers;
    private final Chance chance;
    private final Consumer<UserEvent> remoteExec;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private final EventRing ring = new EventRing();
    private final Set<Waiter> waiting = new LinkedHashSet<>();

    private record Waiter(
            Predicate<UserEvent> wanted, long known, CompletableFuture<EventList> answer) {}

    /**
     * @param state this node's services, for events that are meant for some only
     * @param remoteExec hears of jobs of {@code consul exec}
     */
    public UserEvents(
            String node,
            LocalState state,
            Caller caller,
            Timers timers,
            Chance chance,
            Consumer<UserEvent> remoteExec) {
        this.node = node;
        this.state = state;
        this.caller = caller;
        this.timers = timers;
        this.chance = chance;
        this.remoteExec = remoteExec;
    }

    /**
     * Fires an event in a datacenter, through a server.
     *
     * @param draft its id does not matter
     * @return what was fired; fails with an {@link AgentRefusal} or the failure of the call
     */
    public CompletableFuture<UserEvent> fire(UserEvent draft, String datacenter, String token) {
        try {
            EventRules.check(draft);
        } catch (AgentRefusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        UserEvent event = draft.withId(chance.uuid().toString());
        var request =
                new EventFireRequest(
                        datacenter,
                        event.name(),
                        PackedEvent.of(event),
                        QueryOptions.DEFAULT.withToken(token));
        return caller.call(Internal.EVENT_FIRE, request).thenApply(done -> event);
    }

    /**
     * Gossip has heard an event whose name begins with {@link #PREFIX}; what cannot be read or is
     * not meant for this node is dropped.
     */
    public void heard(long lamportTime, byte @Nullable [] payload) {
        UserEvent event = payload == null ? null : PackedEvent.read(payload);
        if (event == null) {
            LOG.error("failed to decode event");
        } else if (EventRules.isFor(event, node, this::services)) {
            take(event.heardAt(lamportTime));
        }
    }

    private List<EventRules.Service> services() {
        return state.services().stream()
                .map(local -> local.service())
                .map(service ->
                        new EventRules.Service(
                                service.name(),
                                service.tags() == null ? List.of() : service.tags()))
                .toList();
    }

    private void take(UserEvent event) {
        if (event.name().equals(REMOTE_EXECUTION)) {
            remoteExec.accept(event);
            return;
        }
        LOG.atDebug()
                .addKeyValue("event_name", event.name())
                .addKeyValue("event_id", event.id())
                .log("new event");
        List<Waiter> concerned;
        synchronized (lock) {
            ring.add(event);
            concerned = List.copyOf(waiting);
        }
        concerned.forEach(this::look);
    }

    /** Those of the last events that are wanted. */
    public EventList list(Predicate<UserEvent> wanted) {
        List<UserEvent> all;
        synchronized (lock) {
            all = ring.list();
        }
        return EventList.of(all.stream().filter(wanted).toList());
    }

    /**
     * The same as soon as its index is another than the known one, or as it is when the time is up.
     * Cancelling gives up the wait.
     *
     * @param known 0: do not wait
     * @param wait at most 10 minutes, which zero stands for as well
     */
    public CompletableFuture<EventList> await(
            Predicate<UserEvent> wanted, long known, Duration wait) {
        EventList now = list(wanted);
        if (known == 0 || now.index() != known) {
            return CompletableFuture.completedFuture(now);
        }
        Waiter waiter = new Waiter(wanted, known, new CompletableFuture<>());
        add(waiter);
        look(waiter); // an event may have come before the waiter was known
        var timer =
                timers.after(patience(wait), () -> waiter.answer().complete(list(waiter.wanted())));
        var _ =
                waiter.answer()
                        .whenComplete((answer, failure) -> {
                            timer.cancel();
                            forget(waiter);
                        });
        return waiter.answer();
    }

    private Duration patience(Duration wait) {
        Duration bounded = wait.isPositive() && wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
        return bounded.plus(chance.upTo(bounded.dividedBy(JITTER_PART)));
    }

    private void add(Waiter waiter) {
        synchronized (lock) {
            if (waiting.size() >= MAX_WAITING) {
                throw AgentRefusal.failed(
                        "Too many requests wait for events (limit: " + MAX_WAITING + ")");
            }
            waiting.add(waiter);
        }
    }

    private void forget(Waiter waiter) {
        synchronized (lock) {
            waiting.remove(waiter);
        }
    }

    private void look(Waiter waiter) {
        EventList now = list(waiter.wanted());
        if (now.index() != waiter.known()) {
            waiter.answer().complete(now);
        }
    }
}
