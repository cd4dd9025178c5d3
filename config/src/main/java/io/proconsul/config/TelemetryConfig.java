package io.proconsul.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where metrics go.
 *
 * @param filterDefault whether a metric passes that no prefix is about
 * @param prometheusRetentionTime zero switches the Prometheus page off
 * @param circonus settings of that provider by their names without the leading word
 * @param hostName the machine's
 */
public record TelemetryConfig(
        String metricsPrefix,
        String statsdAddress,
        String statsiteAddress,
        String dogstatsdAddress,
        List<String> dogstatsdTags,
        boolean disableHostname,
        boolean filterDefault,
        List<String> allowedPrefixes,
        List<String> blockedPrefixes,
        Duration prometheusRetentionTime,
        Map<String, String> circonus,
        String hostName) {
    static TelemetryConfig of(Settings settings, String hostName) {
        var allowed = new ArrayList<String>();
        var blocked = new ArrayList<String>();
        for (String rule : settings.get(ServingKeys.PREFIX_FILTER)) {
            switch (rule.isEmpty() ? ' ' : rule.charAt(0)) {
                case '+' -> allowed.add(rule.substring(1));
                case '-' -> blocked.add(rule.substring(1));
                default -> settings.warn(refused(rule));
            }
        }
        return new TelemetryConfig(
                settings.get(ServingKeys.METRICS_PREFIX),
                settings.get(ServingKeys.STATSD_ADDRESS),
                settings.get(ServingKeys.STATSITE_ADDRESS),
                settings.get(ServingKeys.DOGSTATSD_ADDR),
                settings.get(ServingKeys.DOGSTATSD_TAGS),
                settings.get(ServingKeys.TELEMETRY_DISABLE_HOSTNAME),
                settings.get(ServingKeys.FILTER_DEFAULT),
                allowed,
                blocked,
                settings.get(ServingKeys.PROMETHEUS_RETENTION_TIME),
                circonus(settings),
                hostName);
    }

    /**
     * What stands between prefix and name of gauges: the machine's name, but only where something
     * outside the agent takes metrics (observed on 1.8.7), and not when that is switched off.
     */
    public String gaugeHost() {
        boolean taken =
                prometheusRetentionTime.isPositive()
                        || !statsdAddress.isEmpty()
                        || !statsiteAddress.isEmpty()
                        || !dogstatsdAddress.isEmpty()
                        || !circonus.getOrDefault("api_token", "").isEmpty()
                        || !circonus.getOrDefault("submission_url", "").isEmpty();
        return taken && !disableHostname ? hostName : "";
    }

    private static String refused(String rule) {
        return rule.isEmpty()
                ? "Cannot have empty filter rule in prefix_filter"
                : "Filter rule must begin with either '+' or '-': " + GoErrors.quote(rule);
    }

    private static Map<String, String> circonus(Settings settings) {
        var values = new LinkedHashMap<String, String>();
        for (Key<String> key : ServingKeys.CIRCONUS) {
            values.put(key.path().substring("telemetry.circonus_".length()), settings.get(key));
        }
        return values;
    }
}
