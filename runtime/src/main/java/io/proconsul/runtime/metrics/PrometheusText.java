package io.proconsul.runtime.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A report in Prometheus' text form, version 0.0.4. Counters and samples are running totals;
 * samples appear as summaries of sum and count.
 */
public final class PrometheusText {
    /** The media type of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(16_384);
    private final Set<String> announced = new HashSet<>();
    private final String prefix;

    private PrometheusText(String prefix) {
        this.prefix = prefix;
    }

    /** Writes the report with {@code prefix} and an underscore before every name. */
    public static String of(MetricsReport report, String prefix) {
        var out = new PrometheusText(prefix);
        report.gauges()
                .forEach(gauge ->
                        out.line(
                                out.announce(gauge.name(), "gauge"),
                                "",
                                gauge.name(),
                                gauge.value()));
        report.counters()
                .forEach(counter ->
                        out.line(
                                out.announce(counter.name(), "counter"),
                                "",
                                counter.name(),
                                counter.totalSum()));
        report.samples().forEach(out::summary);
        return out.text.toString();
    }

    private void summary(MetricsReport.Summary sample) {
        String name = announce(sample.name(), "summary");
        line(name, "_sum", sample.name(), sample.totalSum());
        line(name, "_count", sample.name(), (double) sample.totalCount());
    }

    private String announce(MetricName metric, String type) {
        String name = prefix + "_" + legal(metric.name());
        if (announced.add(name)) {
            text.append("# HELP ").append(name).append(' ').append(name).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }
        return name;
    }

    private void line(String name, String suffix, MetricName metric, double value) {
        text.append(name).append(suffix);
        labels(metric.labels());
        text.append(' ').append(number(value)).append('\n');
    }

    private void labels(List<Label> labels) {
        if (labels.isEmpty()) {
            return;
        }
        String separator = "{";
        for (Label label : labels) {
            text.append(separator)
                    .append(legal(label.name()))
                    .append("=\"")
                    .append(escaped(label.value()));
            text.append('"');
            separator = ",";
        }
        text.append('}');
    }

    private static String legal(String name) {
        StringBuilder legal = new StringBuilder(name);
        for (int i = 0; i < legal.length(); i++) {
            char c = legal.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == ':')) {
                legal.setCharAt(i, '_');
            }
        }
        return legal.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
