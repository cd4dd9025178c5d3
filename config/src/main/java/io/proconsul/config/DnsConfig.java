package io.proconsul.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The DNS interface.
 *
 * @param domain as configured, with or without the final dot
 * @param altDomain empty for none
 * @param recursors addresses without duplicates, templates expanded
 * @param serviceTtl by service name; {@code *} for all, {@code x*} for a prefix
 * @param recursorTimeout for one upstream server
 */
public record DnsConfig(
        String domain,
        String altDomain,
        List<String> recursors,
        boolean allowStale,
        Duration maxStale,
        Duration nodeTtl,
        Map<String, Duration> serviceTtl,
        boolean onlyPassing,
        boolean enableTruncate,
        boolean disableCompression,
        boolean useCache,
        Duration cacheMaxAge,
        int udpAnswerLimit,
        int aRecordLimit,
        Duration recursorTimeout,
        boolean nodeMetaTxt,
        Soa soa) {
    /** The numbers of the SOA record, in seconds. */
    public record Soa(long refresh, long retry, long expire, long minTtl) {}

    static DnsConfig of(
            Settings settings, List<String> recursors, Map<String, Duration> serviceTtl) {
        return new DnsConfig(
                settings.get(ServingKeys.DOMAIN),
                settings.get(ServingKeys.ALT_DOMAIN),
                recursors,
                settings.get(ServingKeys.DNS_ALLOW_STALE),
                settings.get(ServingKeys.DNS_MAX_STALE),
                settings.get(ServingKeys.DNS_NODE_TTL),
                serviceTtl,
                settings.get(ServingKeys.DNS_ONLY_PASSING),
                settings.get(ServingKeys.DNS_ENABLE_TRUNCATE),
                settings.get(ServingKeys.DNS_DISABLE_COMPRESSION),
                settings.get(ServingKeys.DNS_USE_CACHE),
                settings.get(ServingKeys.DNS_CACHE_MAX_AGE),
                settings.get(ServingKeys.DNS_UDP_ANSWER_LIMIT),
                settings.get(ServingKeys.DNS_A_RECORD_LIMIT),
                settings.get(ServingKeys.DNS_RECURSOR_TIMEOUT),
                settings.get(ServingKeys.DNS_NODE_META_TXT),
                new Soa(
                        settings.get(ServingKeys.DNS_SOA_REFRESH),
                        settings.get(ServingKeys.DNS_SOA_RETRY),
                        settings.get(ServingKeys.DNS_SOA_EXPIRE),
                        settings.get(ServingKeys.DNS_SOA_MIN_TTL)));
    }
}
