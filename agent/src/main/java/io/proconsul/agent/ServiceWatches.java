package io.proconsul.agent;

import io.proconsul.agent.local.LocalListener;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Callers that wait for a local service to change (HTTP reference, section 1.6, hash blocking). */
final class ServiceWatches implements LocalListener {
    /** Waiting callers; who comes on top is refused. */
    static final int MAX_WAITING = 16_384;

    private static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);
    private static final int JITTER_PART = 16;

    private final LocalState state;
    private final Timers timers;
    private final Chance chance;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private final Map<String, Set<Waiter>> waiting = new HashMap<>();
    private int count;

    ServiceWatches(LocalState state, Timers timers, Chance chance) {
        this.state = state;
        this.timers = timers;
        this.chance = chance;
    }

    private record Waiter(String id, String knownHash, CompletableFuture<AgentService> answer) {}

    /**
     * The service as soon as its hash is another than the known one, or as it is when the time is
     * up; an {@link AgentRefusal} when there is none. Cancelling gives up the wait.
     */
    CompletableFuture<AgentService> await(String id, String knownHash, Duration wait) {
        Waiter waiter = new Waiter(id, knownHash, new CompletableFuture<>());
        Optional<AgentService> now = now(id);
        if (knownHash.isEmpty() || differs(now, knownHash)) {
            end(waiter, now);
            return waiter.answer();
        }
        add(waiter);
        look(waiter); // it may have changed before the waiter was known
        var timer = timers.after(patience(wait), () -> end(waiter, now(id)));
        var _ = waiter.answer().whenComplete((service, failure) -> forget(waiter, timer));
        return waiter.answer();
    }

    private Duration patience(Duration wait) {
        Duration asked = wait.isPositive() ? wait : DEFAULT_WAIT;
        Duration bounded = asked.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : asked;
        return bounded.plus(chance.upTo(bounded.dividedBy(JITTER_PART)));
    }

    private void add(Waiter waiter) {
        synchronized (lock) {
            if (count >= MAX_WAITING) {
                throw AgentRefusal.failed(
                        "Too many requests wait for local services to change (limit: "
                                + MAX_WAITING
                                + ")");
            }
            count++;
            waiting.computeIfAbsent(waiter.id(), none -> new LinkedHashSet<>()).add(waiter);
        }
    }

    private void forget(Waiter waiter, Timers.Timer timer) {
        timer.cancel();
        synchronized (lock) {
            Set<Waiter> others = waiting.get(waiter.id());
            if (others != null && others.remove(waiter)) {
                count--;
                if (others.isEmpty()) {
                    waiting.remove(waiter.id());
                }
            }
        }
    }

    @Override
    public void serviceChanged(String id) {
        List<Waiter> concerned;
        synchronized (lock) {
            concerned = List.copyOf(waiting.getOrDefault(id, Set.of()));
        }
        concerned.forEach(this::look);
    }

    private void look(Waiter waiter) {
        Optional<AgentService> now = now(waiter.id());
        if (differs(now, waiter.knownHash())) {
            end(waiter, now);
        }
    }

    private static void end(Waiter waiter, Optional<AgentService> service) {
        service.ifPresentOrElse(
                waiter.answer()::complete,
                () ->
                        waiter.answer()
                                .completeExceptionally(
                                        AgentRefusal.unknown(
                                                "unknown service ID: " + waiter.id())));
    }

    private Optional<AgentService> now(String id) {
        return state.service(id).map(Views::hashedService);
    }

    private static boolean differs(Optional<AgentService> service, String knownHash) {
        return service.isEmpty() || !service.get().contentHash().equals(knownHash);
    }
}
