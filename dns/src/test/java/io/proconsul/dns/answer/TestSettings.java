package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings as a fresh agent has them. */
final class TestSettings {
    private TestSettings() {}

    static DnsSettings defaults() {
        return with("consul.", "");
    }

    static DnsSettings with(String domain, String altDomain) {
        return settings(domain, altDomain, 0, false, List.of());
    }

    static DnsSettings withTruncation(int addressLimit) {
        return settings("consul.", "", addressLimit, true, List.of());
    }

    static DnsSettings withRecursor(InetSocketAddress recursor) {
        return settings("consul.", "", 0, false, List.of(recursor));
    }

    private static DnsSettings settings(
            String domain,
            String altDomain,
            int addressLimit,
            boolean truncate,
            List<InetSocketAddress> recursors) {
        return new DnsSettings(
                domain,
                altDomain,
                "dc1",
                "vec",
                "",
                Duration.ZERO,
                Map.of("db-*", Duration.ofSeconds(5), "db", Duration.ofSeconds(11)),
                true,
                Duration.ofDays(3650),
                false,
                3,
                addressLimit,
                truncate,
                true,
                true,
                false,
                new DnsSettings.Soa(3600, 600, 86_400, 0),
                recursors,
                Duration.ofSeconds(2));
    }
}
