package io.proconsul.http.handler;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Handler;
import io.proconsul.json.JsonWriter;
import io.proconsul.runtime.metrics.Label;
import io.proconsul.runtime.metrics.MetricName;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.metrics.MetricsReport;
import io.proconsul.runtime.metrics.PrometheusText;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Resource;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** {@code /v1/agent/metrics}: what the agent counts and measures, as JSON or for Prometheus. */
public final class MetricsEndpoint implements Family {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+0000 UTC'").withZone(ZoneOffset.UTC);

    private final Metrics metrics;
    private final Naming naming;
    private final Guard guard;
    private final Presentation presentation;
    private final JsonForm<MetricsReport> form = new JsonForm<>(this::write);

    public MetricsEndpoint(Metrics metrics, Naming naming, Guard guard, Presentation presentation) {
        this.metrics = metrics;
        this.naming = naming;
        this.guard = guard;
        this.presentation = presentation;
    }

    /**
     * How metrics are named on the outside.
     *
     * @param prefix {@code telemetry.metrics_prefix}
     * @param host put between prefix and name of gauges; empty with {@code
     *     telemetry.disable_hostname}
     * @param prometheus whether Prometheus may ask: {@code telemetry.prometheus_retention_time} is
     *     positive
     */
    public record Naming(String prefix, String host, boolean prometheus) {
        public static final Naming DEFAULT = new Naming("consul", "", false);

        String of(MetricName metric) {
            return prefix + "." + metric.name();
        }

        String ofGauge(MetricName metric) {
            return host.isEmpty() ? of(metric) : prefix + "." + host + "." + metric.name();
        }
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/agent/metrics", Endpoint.get(Handler.at(this::metrics)));
    }

    private Response metrics(Request request) {
        guard.require(request, Resource.AGENT, Access.READ);
        if (!request.query().first("format").equals("prometheus")) {
            return presentation.json(request, metrics.report(), form);
        }
        if (!naming.prometheus) {
            throw Refusal.of(
                    415, "Prometheus is not enabled since its retention time is not positive");
        }
        String text = PrometheusText.of(metrics.report(), naming.prefix);
        return Response.of(200, MediaType.of(PrometheusText.CONTENT_TYPE), Content.of(text));
    }

    private void write(MetricsReport report, JsonWriter out) {
        out.beginObject();
        out.name("Timestamp").string(TIMESTAMP.format(report.start()));
        out.name("Gauges").beginArray();
        report.gauges().forEach(gauge -> write(gauge, out));
        out.endArray();
        out.name("Points").beginArray().endArray();
        summaries("Counters", report.counters(), out);
        summaries("Samples", report.samples(), out);
        out.endObject();
    }

    private void write(MetricsReport.Gauge gauge, JsonWriter out) {
        out.beginObject();
        out.name("Name").string(naming.ofGauge(gauge.name()));
        out.name("Value").number(finite(gauge.value()));
        labels(gauge.name().labels(), out);
        out.endObject();
    }

    /** Those of which nothing happened in the interval are left out. */
    private void summaries(String name, List<MetricsReport.Summary> summaries, JsonWriter out) {
        out.name(name).beginArray();
        summaries.stream().filter(s -> s.count() > 0).forEach(s -> write(s, out));
        out.endArray();
    }

    private void write(MetricsReport.Summary summary, JsonWriter out) {
        out.beginObject();
        out.name("Name").string(naming.of(summary.name()));
        out.name("Count").number(summary.count());
        out.name("Rate").number(finite(summary.rate()));
        out.name("Sum").number(finite(summary.sum()));
        out.name("Min").number(finite(summary.smallest()));
        out.name("Max").number(finite(summary.largest()));
        out.name("Mean").number(finite(summary.mean()));
        out.name("Stddev").number(finite(summary.deviation()));
        labels(summary.name().labels(), out);
        out.endObject();
    }

    private static void labels(List<Label> labels, JsonWriter out) {
        out.name("Labels").beginObject();
        labels.forEach(label -> out.name(label.name()).string(label.value()));
        out.endObject();
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
