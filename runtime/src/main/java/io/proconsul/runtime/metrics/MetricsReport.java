package io.proconsul.runtime.metrics;

import java.time.Instant;
import java.util.List;

/**
 * All metrics at one moment, sorted by name.
 *
 * @param start when the interval shown began
 */
public record MetricsReport(
        Instant start, List<Gauge> gauges, List<Summary> counters, List<Summary> samples) {
    /** A value at the moment of asking. */
    public record Gauge(MetricName name, double value) implements Comparable<Gauge> {
        @Override
        public int compareTo(Gauge other) {
            return name.compareTo(other.name);
        }
    }

    /**
     * What an interval held of a counter or of measurements, with the totals since the agent
     * started.
     *
     * @param deviation the standard deviation of the sample
     */
    public record Summary(
            MetricName name,
            long count,
            double sum,
            double smallest,
            double largest,
            double deviation,
            long totalCount,
            double totalSum)
            implements Comparable<Summary> {
        public double mean() {
            return count == 0 ? 0 : sum / count;
        }

        /** The sum divided by the seconds of an interval. */
        public double rate() {
            return sum / Metrics.INTERVAL.toSeconds();
        }

        @Override
        public int compareTo(Summary other) {
            return name.compareTo(other.name);
        }
    }
}
