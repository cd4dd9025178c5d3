package io.proconsul.agent.sync;

import io.proconsul.agent.local.Difference;
import io.proconsul.agent.local.LaneView;
import io.proconsul.agent.local.LocalListener;
import io.proconsul.agent.local.LocalSnapshot;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Health;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Drives anti-entropy: sends what changed at once, many lanes at a time, and compares everything
 * now and then. What to send is decided by {@link AntiEntropy}; this class only keeps the calls and
 * the timers. Never waits for anything; any thread.
 */
public final class CatalogSync implements LocalListener, AutoCloseable {
    /** Lanes with a request under way; what comes on top waits in the local state. */
    static final int MAX_UNDER_WAY = 64;

    private static final Logger LOG = LoggerFactory.getLogger("agent.anti_entropy");

    private final LocalState state;
    private final Caller caller;
    private final Timers timers;
    private final Executor threads;
    private final IntSupplier clusterSize;
    private final CatalogRequests requests;
    private final Errands errands;
    private final SyncSchedule schedule;

    /** Calls of {@link #pump} that were not yet acted on; whoever raises it from zero acts. */
    private final AtomicInteger pumps = new AtomicInteger();

    private final AtomicInteger underWay = new AtomicInteger();

    /** Guards the fields below. */
    private final Object lock = new Object();

    private Timers.@Nullable Timer nextComparison;
    private boolean comparing;
    private boolean everCompared;
    private boolean closed;

    /**
     * @param threads starts each task on a virtual thread of its own
     */
    public CatalogSync(
            LocalState state,
            Caller caller,
            Timers timers,
            Executor threads,
            Chance chance,
            Supplier<NodeIdentity> node,
            AgentTokens tokens,
            IntSupplier clusterSize,
            Duration interval,
            Duration outputInterval) {
        this.state = state;
        this.caller = caller;
        this.timers = timers;
        this.threads = threads;
        this.clusterSize = clusterSize;
        requests = new CatalogRequests(node, tokens);
        errands = new Errands(state, caller, requests);
        schedule = new SyncSchedule(interval, outputInterval, chance);
    }

    /** Compares for the first time; changes are sent from then on. */
    public void start() {
        state.listen(this);
        compareAfter(Duration.ZERO);
    }

    /** Servers appeared or elected a leader: what could not be told may be told now. */
    public void serversChanged() {
        boolean first;
        synchronized (lock) {
            first = !everCompared;
        }
        compareAfter(first ? Duration.ZERO : schedule.afterServerNews());
    }

    /** Whether everything there was to tell has been tried and nothing is under way. */
    public boolean idle() {
        synchronized (lock) {
            return !comparing && everCompared && underWay.get() == 0 && state.idle();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (nextComparison != null) {
                nextComparison.cancel();
            }
        }
    }

    // --- comparing everything ---

    private void compareAfter(Duration delay) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            if (nextComparison != null) {
                nextComparison.cancel();
            }
            nextComparison = timers.after(delay, this::compare);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both endings are taken care of
    private void compare() {
        synchronized (lock) {
            if (closed || comparing) {
                return;
            }
            comparing = true;
        }
        // Taken before the catalog is asked: whatever changes from now on has a newer version, and
        // the comparison then leaves it alone.
        long nodeVersion = state.nodeVersion();
        LocalSnapshot local = state.snapshot();
        NodeIdentity node = requests.node();
        askCatalog()
                .whenComplete((remote, failure) -> {
                    if (failure == null) {
                        compared(AntiEntropy.compare(node, local, remote), nodeVersion);
                    } else {
                        failed(failure);
                    }
                });
    }

    private CompletableFuture<RemoteState> askCatalog() {
        return caller.call(Catalog.NODE_SERVICE_LIST, requests.question())
                .thenApply(answer -> answer.value().nodeServices())
                .thenCompose(services ->
                        caller.call(Health.NODE_CHECKS, requests.question())
                                .thenApply(Answer::value)
                                .thenApply(checks -> remote(services, checks.healthChecks())));
    }

    private static RemoteState remote(
            NodeServiceList services, @Nullable List<HealthCheck> checks) {
        var list = services.services();
        return new RemoteState(
                services.node(),
                list == null ? List.of() : list,
                checks == null ? List.of() : checks);
    }

    private void compared(Difference difference, long nodeVersion) {
        synchronized (lock) {
            comparing = false;
            everCompared = true;
        }
        compareAfter(schedule.nextComparison(clusterSize.getAsInt()));
        state.apply(difference, nodeVersion); // wakes the pump
    }

    private void failed(Throwable failure) {
        LOG.atError().addKeyValue("error", rootText(failure)).log("failed to sync remote state");
        synchronized (lock) {
            comparing = false;
        }
        compareAfter(schedule.retry());
    }

    /**
     * What went wrong in the words of the wire; anything else is a fault of ours, with its name.
     */
    private static String rootText(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RpcException
                ? String.valueOf(cause.getMessage())
                : String.valueOf(cause);
    }

    // --- telling what changed ---

    @Override
    public void catalogBehind() {
        pump();
    }

    @Override
    public void outputDeferred(String checkId) {
        timers.after(schedule.outputDelay(), () -> state.outputDue(checkId));
    }

    /** Sees to it that somebody sends; whoever changed something does not have to. */
    private void pump() {
        if (mayTell() && pumps.getAndIncrement() == 0) {
            threads.execute(this::sendAll);
        }
    }

    /**
     * Sends for as many lanes as may be under way. Answers that come back at once lead back to
     * {@link #pump}; they are counted and served in this loop instead of deeper and deeper in the
     * stack.
     */
    private void sendAll() {
        int served = 1;
        do {
            while (underWay.get() < MAX_UNDER_WAY && startNext()) {}
            served = pumps.addAndGet(-served);
        } while (served != 0);
    }

    private boolean mayTell() {
        synchronized (lock) {
            return everCompared && !closed;
        }
    }

    private boolean startNext() {
        LaneView lane = state.takeLane().orElse(null);
        if (lane == null) {
            return false;
        }
        underWay.incrementAndGet();
        tell(AntiEntropy.actions(lane).iterator(), lane);
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both endings are taken care of
    private void tell(Iterator<Action> rest, LaneView lane) {
        if (!rest.hasNext()) {
            finished(lane);
            return;
        }
        errands.run(rest.next())
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        tell(rest, lane);
                    } else {
                        errandFailed(failure);
                        finished(lane);
                    }
                });
    }

    private void errandFailed(Throwable failure) {
        LOG.atError().addKeyValue("error", rootText(failure)).log("failed to sync changes");
        compareAfter(schedule.retry());
    }

    private void finished(LaneView lane) {
        state.release(lane.lane());
        underWay.decrementAndGet();
        pump();
    }
}
