package io.proconsul.agent.check;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalState;
import io.proconsul.model.health.HealthCheck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows a service of this agent: looks again whenever one of its checks, or a check of the node,
 * changed.
 */
final class LocalAlias implements RunningCheck {
    private final String id;
    private final String serviceId;
    private final String namedNode;
    private final LocalState state;
    private final Verdicts verdicts;
    private final Executor threads;

    /** Somebody will look; changes until then need nobody else. */
    private final AtomicBoolean due = new AtomicBoolean();

    private volatile boolean stopped;

    /**
     * @param namedNode the own node as the definition names it; mostly empty
     */
    LocalAlias(
            String id,
            String serviceId,
            String namedNode,
            LocalState state,
            Verdicts verdicts,
            Executor threads) {
        this.id = id;
        this.serviceId = serviceId;
        this.namedNode = namedNode;
        this.state = state;
        this.verdicts = verdicts;
        this.threads = threads;
    }

    @Override
    public void start() {
        lookSoon();
    }

    @Override
    public void stop() {
        stopped = true;
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
        if (stopped) {
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
}
