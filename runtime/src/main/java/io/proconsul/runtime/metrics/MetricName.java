package io.proconsul.runtime.metrics;

import java.util.Comparator;
import java.util.List;

/** What a metric is known by: its dotted name without the prefix, and its labels. */
public record MetricName(String name, List<Label> labels) implements Comparable<MetricName> {
    private static final Comparator<MetricName> ORDER =
            Comparator.comparing(MetricName::name).thenComparing(n -> n.labels.toString());

    @Override
    public int compareTo(MetricName other) {
        return ORDER.compare(this, other);
    }
}
