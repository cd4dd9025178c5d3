package io.proconsul.gossip.telemetry;

import io.proconsul.runtime.metrics.Metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;

/**
 * The meters of one pool among the metrics of its agent. Pools of one agent share counters and
 * samples; of a gauge, the pool that was there first tells. Any thread.
 */
public final class PoolMetrics {
    /**
     * Most names of events and of queries that are counted one by one; all are counted together.
     */
    static final int MOST_NAMES = 256;

    private final Metrics metrics;
    private final Map<Meter, DoubleConsumer> meters = new EnumMap<>(Meter.class);
    private final Map<String, Metrics.Counter> named = new ConcurrentHashMap<>();

    public PoolMetrics(Metrics metrics) {
        this.metrics = metrics;
        for (Meter meter : Meter.values()) {
            meters.put(meter, declare(meter));
        }
    }

    private DoubleConsumer declare(Meter meter) {
        return switch (meter.kind()) {
            case COUNTER -> metrics.counter(meter.metric())::add;
            case SAMPLE -> metrics.sample(meter.metric())::record;
            case GAUGE -> {
                Gauge gauge = new Gauge();
                metrics.gauge(meter.metric(), () -> gauge.value);
                yield value -> gauge.value = value;
            }
        };
    }

    private static final class Gauge {
        private volatile double value;
    }

    public void measured(Meter meter, double value) {
        Objects.requireNonNull(meters.get(meter), meter.metric()).accept(value);
    }

    /** Counts something that has a name of its own, under the family's name too. */
    public void named(Meter family, String name) {
        measured(family, 1);
        String metric = family.metric() + "." + name;
        Metrics.Counter known = named.get(metric);
        if (known == null && named.size() < MOST_NAMES) {
            known = named.computeIfAbsent(metric, metrics::counter);
        }
        if (known != null) {
            known.increment();
        }
    }
}
