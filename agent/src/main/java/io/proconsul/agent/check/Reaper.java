package io.proconsul.agent.check;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalState;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Looks now and then for services whose checks were critical for longer than they allow. */
public final class Reaper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final LocalState state;
    private final Clock clock;
    private final Timers timers;
    private final Duration interval;
    private final Duration minimum;
    private final Consumer<String> deregister;

    /** Guards the field below. */
    private final Object lock = new Object();

    private Timers.@Nullable Timer next;
    private boolean closed;

    /**
     * @param interval time between two looks
     * @param minimum the shortest time in effect, whatever a check says
     * @param deregister takes a service of that id away; must not wait
     */
    public Reaper(
            LocalState state,
            Clock clock,
            Timers timers,
            Duration interval,
            Duration minimum,
            Consumer<String> deregister) {
        this.state = state;
        this.clock = clock;
        this.timers = timers;
        this.interval = interval;
        this.minimum = minimum;
        this.deregister = deregister;
    }

    public void start() {
        synchronized (lock) {
            if (!closed) {
                next = timers.after(interval, this::look);
            }
        }
    }

    private void look() {
        overdue(state.checks(), clock.nanos()).forEach(this::reap);
        start();
    }

    /** The services that must go, each once. */
    List<String> overdue(List<LocalCheck> checks, long nowNanos) {
        return checks.stream()
                .filter(check -> !check.serviceId().isEmpty() && check.critical())
                .filter(check -> isOverdue(check, nowNanos))
                .map(LocalCheck::serviceId)
                .distinct()
                .toList();
    }

    private boolean isOverdue(LocalCheck check, long nowNanos) {
        var type = check.type();
        Long since = check.criticalSince();
        if (type == null || since == null || !type.deregisterCriticalServiceAfter().isPositive()) {
            return false;
        }
        Duration asked = type.deregisterCriticalServiceAfter();
        Duration limit = asked.compareTo(minimum) < 0 ? minimum : asked;
        return nowNanos - since > limit.toNanos();
    }

    private void reap(String serviceId) {
        LOG.atInfo()
                .addKeyValue("service", serviceId)
                .log("Check for service has been critical for too long; deregistered service");
        deregister.accept(serviceId);
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (next != null) {
                next.cancel();
            }
        }
    }
}
