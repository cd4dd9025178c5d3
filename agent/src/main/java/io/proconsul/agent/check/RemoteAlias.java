package io.proconsul.agent.check;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthChecks;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Health;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Follows a node, or a service on a node, through the catalog: a waiting query that is asked again
 * whenever it answers. One failure is passed over; from the second on the check is critical and the
 * questions come more and more slowly.
 */
final class RemoteAlias implements RunningCheck {
    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    private final String id;
    private final String datacenter;
    private final String node;
    private final String serviceId;
    private final Supplier<String> token;
    private final Caller caller;
    private final Verdicts verdicts;
    private final Timers timers;
    private final Chance chance;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private @Nullable CompletableFuture<?> question;
    private Timers.@Nullable Timer pause;
    private long index;
    private int failures;
    private boolean stopped;

    RemoteAlias(
            String id,
            String datacenter,
            String node,
            String serviceId,
            Supplier<String> token,
            Caller caller,
            Verdicts verdicts,
            Timers timers,
            Chance chance) {
        this.id = id;
        this.datacenter = datacenter;
        this.node = node;
        this.serviceId = serviceId;
        this.token = token;
        this.caller = caller;
        this.verdicts = verdicts;
        this.timers = timers;
        this.chance = chance;
    }

    @Override
    public void start() {
        ask();
    }

    @Override
    public void stop() {
        synchronized (lock) {
            stopped = true;
            if (pause != null) {
                pause.cancel();
            }
            if (question != null) {
                question.cancel(false);
            }
        }
    }

    private void ask() {
        long seen;
        synchronized (lock) {
            if (stopped) {
                return;
            }
            seen = index;
        }
        var asked = caller.call(Health.NODE_CHECKS, request(seen));
        synchronized (lock) {
            question = asked;
            if (stopped) {
                asked.cancel(false);
            }
        }
        follow(asked);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both endings are taken care of
    private void follow(CompletableFuture<Answer<HealthChecks>> asked) {
        asked.thenCompose(this::judged).whenComplete(this::told);
    }

    private NodeRequest request(long seen) {
        QueryOptions options = QueryOptions.STALE.withToken(token.get()).waitingFor(seen, WAIT);
        return new NodeRequest(datacenter, node, options);
    }

    private CompletableFuture<Outcome> judged(Answer<HealthChecks> answer) {
        synchronized (lock) {
            index = Math.max(1, answer.meta().index());
        }
        List<HealthCheck> list = answer.value().healthChecks();
        List<HealthCheck> checks = list == null ? List.of() : list;
        Outcome outcome = AliasVerdict.of(checks, id, serviceId);
        if (serviceId.isEmpty() || AliasVerdict.speaksOf(checks, serviceId)) {
            return CompletableFuture.completedFuture(outcome);
        }
        return exists().thenApply(there -> there ? outcome : AliasVerdict.missing(serviceId, node));
    }

    private CompletableFuture<Boolean> exists() {
        NodeRequest request =
                new NodeRequest(datacenter, node, QueryOptions.STALE.withToken(token.get()));
        return caller.call(Catalog.NODE_SERVICES, request)
                .thenApply(answer -> {
                    var services = answer.value().nodeServices();
                    return services != null
                            && services.services() != null
                            && services.services().containsKey(serviceId);
                });
    }

    private void told(@Nullable Outcome outcome, @Nullable Throwable failure) {
        boolean tell;
        Duration next;
        synchronized (lock) {
            failures = failure == null ? 0 : failures + 1;
            tell = !stopped && failures != 1;
            next = failures == 0 ? Duration.ZERO : pause();
        }
        if (tell && outcome != null) {
            verdicts.report(id, outcome.status(), outcome.output());
        } else if (tell && failure != null) {
            Outcome critical =
                    Outcome.critical("Failure checking aliased node or service: " + text(failure));
            verdicts.report(id, critical.status(), critical.output());
        }
        askAfter(next);
    }

    /** Always through a timer: answers that come at once must not call deeper and deeper. */
    private void askAfter(Duration delay) {
        synchronized (lock) {
            if (!stopped) {
                pause = timers.after(delay, this::ask);
            }
        }
    }

    private Duration pause() {
        Duration longest = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return longest.plus(chance.upTo(longest));
    }

    private static String text(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(
                (failure instanceof CompletionException && cause != null ? cause : failure)
                        .getMessage());
    }
}
