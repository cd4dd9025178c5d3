package io.proconsul.runtime.metrics;

import io.proconsul.runtime.clock.Clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.DoubleSupplier;

/**
 * All metrics of one agent. Declaring one twice gives the same one. Any thread may declare, record
 * and read; recording costs some tens of nanoseconds and allocates nothing.
 *
 * <p>A report shows the last interval that is over (the current one while there is none before it),
 * as the reference does.
 */
public final class Metrics {
    /** How long an interval is. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    /**
     * More than all declared names and labels together; what exceeds it is a leak of names and
     * refused.
     */
    static final int MAX_METRICS = 4096;

    private final Clock clock;
    private final ConcurrentMap<MetricName, Series> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<MetricName, Series> samples = new ConcurrentHashMap<>();
    private final ConcurrentMap<MetricName, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    public Metrics(Clock clock) {
        this.clock = clock;
    }

    /** Something that happens: counted. */
    public Counter counter(String name, Label... labels) {
        Series series = declare(counters, new MetricName(name, List.of(labels)));
        return amount -> series.add(amount, interval());
    }

    /** Something that is measured, in milliseconds where it is a time. */
    public Sample sample(String name, Label... labels) {
        Series series = declare(samples, new MetricName(name, List.of(labels)));
        return value -> series.add(value, interval());
    }

    /**
     * Something that has a value at any moment; asked whenever somebody looks. The first
     * declaration stays. Where it brings {@code NaN} there is no value now, and it is left out.
     */
    public void gauge(String name, DoubleSupplier value, Label... labels) {
        refuseFlood(gauges);
        gauges.putIfAbsent(new MetricName(name, List.of(labels)), value);
    }

    private static Series declare(ConcurrentMap<MetricName, Series> kind, MetricName name) {
        refuseFlood(kind);
        return kind.computeIfAbsent(name, key -> new Series());
    }

    private static void refuseFlood(ConcurrentMap<?, ?> kind) {
        if (kind.size() >= MAX_METRICS) {
            throw new IllegalStateException(
                    "more than "
                            + MAX_METRICS
                            + " metrics of one kind: names must not be made"
                            + " from input");
        }
    }

    private long interval() {
        return clock.nanos() / INTERVAL.toNanos();
    }

    /** What the last interval held. */
    public MetricsReport report() {
        long interval = interval();
        Instant start = clock.now().minusNanos(clock.nanos() % INTERVAL.toNanos()).minus(INTERVAL);
        return new MetricsReport(
                start,
                gauges.entrySet().stream()
                        .map(e -> new MetricsReport.Gauge(e.getKey(), e.getValue().getAsDouble()))
                        .filter(gauge -> !Double.isNaN(gauge.value()))
                        .sorted()
                        .toList(),
                summaries(counters, interval),
                summaries(samples, interval));
    }

    private static List<MetricsReport.Summary> summaries(
            ConcurrentMap<MetricName, Series> kind, long interval) {
        return kind.entrySet().stream()
                .map(e -> e.getValue().summary(e.getKey(), interval))
                .sorted()
                .toList();
    }

    /** Counts. */
    @FunctionalInterface
    public interface Counter {
        void add(double amount);

        default void increment() {
            add(1);
        }
    }

    /** Takes measurements. */
    @FunctionalInterface
    public interface Sample {
        void record(double value);

        /** Records what passed since {@code startNanos} of the same clock, in milliseconds. */
        default void recordNanos(long nanos) {
            record(nanos / 1e6);
        }
    }
}
