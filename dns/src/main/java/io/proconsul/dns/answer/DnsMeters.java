package io.proconsul.dns.answer;

import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.metrics.Label;
import io.proconsul.runtime.metrics.Metrics;

import java.util.concurrent.CompletableFuture;

/**
 * How long answers take, in milliseconds: those about names in our zone and those about addresses.
 * Names and label were observed on 1.8.7. Any thread.
 */
public final class DnsMeters {
    private final Clock clock;
    private final Metrics.Sample names;
    private final Metrics.Sample addresses;

    /**
     * @param node the name of this agent's node
     */
    public DnsMeters(Metrics metrics, Clock clock, String node) {
        this.clock = clock;
        names = metrics.sample("dns.domain_query", new Label("node", node));
        addresses = metrics.sample("dns.ptr_query", new Label("node", node));
    }

    long begin() {
        return clock.nanos();
    }

    CompletableFuture<byte[]> name(long begun, CompletableFuture<byte[]> answer) {
        return measured(names, begun, answer);
    }

    CompletableFuture<byte[]> address(long begun, CompletableFuture<byte[]> answer) {
        return measured(addresses, begun, answer);
    }

    /** Nearly all answers are there already, and need no further stage. */
    private CompletableFuture<byte[]> measured(
            Metrics.Sample sample, long begun, CompletableFuture<byte[]> answer) {
        if (answer.isDone()) {
            sample.recordNanos(clock.nanos() - begun);
            return answer;
        }
        return answer.whenComplete((_, _) -> sample.recordNanos(clock.nanos() - begun));
    }
}
