package io.proconsul.agent.check;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalState;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows a service of this agent, or the node: looks again whenever the service or one of its own
 * checks changed, and at the latest a minute after the last look. A change of the node's checks is
 * therefore seen by the followers of a service up to a minute later (observed on 1.8.7: vectors
 * health-024, internal-001).
 */
final class LocalAlias implements RunningCheck {
    /** Between two looks at most. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** By as much, by chance, the looks of many aliases are spread. */
    private static final Duration SPREAD = Duration.ofSeconds(6);

    private final String id;
    private final String serviceId;
    private final String namedNode;
    private final LocalState state;
    private final Verdicts verdicts;
    private final Timers timers;
    private final Executor threads;
    private final Chance chance;

    /** Somebody will look; changes until then need nobody else. */
    private final AtomicBoolean due = new AtomicBoolean();

    /** Guards the fields below. */
    private final Object lock = new Object();

    private Timers.@Nullable Timer next;
    private boolean stopped;

    /**
     * @param namedNode the own node as the definition names it; mostly empty
     */
    LocalAlias(
            String id,
            String serviceId,
            String namedNode,
            LocalState state,
            Verdicts verdicts,
            Timers timers,
            Executor threads,
            Chance chance) {
        this.id = id;
        this.serviceId = serviceId;
        this.namedNode = namedNode;
        this.state = state;
        this.verdicts = verdicts;
        this.timers = timers;
        this.threads = threads;
        this.chance = chance;
    }

    @Override
    public void start() {
        lookSoon();
    }

    @Override
    public void stop() {
        synchronized (lock) {
            stopped = true;
            if (next != null) {
                next.cancel();
            }
        }
    }

    String id() {
        return id;
    }

    /** The service that is followed; empty: the node. */
    String serviceId() {
        return serviceId;
    }

    /** Something it depends on changed. */
    void lookSoon() {
        if (due.compareAndSet(false, true)) {
            threads.execute(this::look);
        }
    }

    private void look() {
        due.set(false);
        if (!lookAgainLater()) {
            return;
        }
        List<HealthCheck> checks = new ArrayList<>();
        state.checksOf("").stream().map(LocalCheck::check).forEach(checks::add);
        if (!serviceId.isEmpty()) {
            state.checksOf(serviceId).stream().map(LocalCheck::check).forEach(checks::add);
        }
        boolean exists = serviceId.isEmpty() || state.service(serviceId).isPresent();
        Outcome outcome =
                exists
                        ? AliasVerdict.of(checks, id, serviceId)
                        : AliasVerdict.missing(serviceId, namedNode);
        verdicts.report(id, outcome.status(), outcome.output());
    }

    /** Winds the clock for the next look; false when there will be none. */
    private boolean lookAgainLater() {
        synchronized (lock) {
            if (stopped) {
                return false;
            }
            if (next != null) {
                next.cancel();
            }
            next = timers.after(LONGEST.minus(chance.upTo(SPREAD)), this::lookSoon);
            return true;
        }
    }
}
