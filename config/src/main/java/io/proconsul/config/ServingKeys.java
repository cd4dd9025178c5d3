package io.proconsul.config;

import io.proconsul.config.Shape.Scalar;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keys about what clients meet: DNS, HTTP, the web page, limits, the cache, metrics. */
final class ServingKeys {
    static final Schema TABLE = new Schema();

    private static final int TRANSFER_MAX = 512 * 1024;

    static final Key<String> DOMAIN = TABLE.text("domain", "consul.");
    static final Key<String> ALT_DOMAIN = TABLE.text("alt_domain");
    static final Key<Boolean> DNS_ALLOW_STALE =
            TABLE.truth("dns_config.allow_stale", true).reload();
    static final Key<Duration> DNS_MAX_STALE =
            TABLE.duration("dns_config.max_stale", "87600h").reload();
    static final Key<Duration> DNS_NODE_TTL = TABLE.duration("dns_config.node_ttl", "0s").reload();
    static final Key<Map<String, String>> DNS_SERVICE_TTL =
            TABLE.textMap("dns_config.service_ttl").reload();
    static final Key<Boolean> DNS_ONLY_PASSING = TABLE.truth("dns_config.only_passing").reload();
    static final Key<Boolean> DNS_ENABLE_TRUNCATE =
            TABLE.truth("dns_config.enable_truncate").reload();
    static final Key<Boolean> DNS_DISABLE_COMPRESSION =
            TABLE.truth("dns_config.disable_compression").reload();
    static final Key<Boolean> DNS_USE_CACHE = TABLE.truth("dns_config.use_cache").reload();
    static final Key<Integer> DNS_UDP_ANSWER_LIMIT =
            TABLE.whole("dns_config.udp_answer_limit", 3).reload();
    static final Key<Integer> DNS_A_RECORD_LIMIT =
            TABLE.whole("dns_config.a_record_limit", 0).reload();
    static final Key<Duration> DNS_RECURSOR_TIMEOUT =
            TABLE.duration("dns_config.recursor_timeout", "2s")
                    .labelled("recursor_timeout")
                    .reload();
    static final Key<Duration> DNS_CACHE_MAX_AGE =
            TABLE.duration("dns_config.cache_max_age", "0s").reload();
    static final Key<Boolean> DNS_NODE_META_TXT =
            TABLE.truth("dns_config.enable_additional_node_meta_txt", true).reload();
    static final Key<Long> DNS_SOA_REFRESH = soa("refresh", 3600);
    static final Key<Long> DNS_SOA_RETRY = soa("retry", 600);
    static final Key<Long> DNS_SOA_EXPIRE = soa("expire", 86400);
    static final Key<Long> DNS_SOA_MIN_TTL = soa("min_ttl", 0);

    static final Key<List<String>> HTTP_BLOCK_ENDPOINTS =
            TABLE.texts("http_config.block_endpoints");
    static final Key<Map<String, String>> HTTP_RESPONSE_HEADERS =
            TABLE.textMap("http_config.response_headers");
    static final Key<List<String>> HTTP_ALLOW_WRITE_FROM =
            TABLE.texts("http_config.allow_write_http_from");
    static final Key<Boolean> HTTP_USE_CACHE = TABLE.truth("http_config.use_cache", true);
    static final Key<Boolean> DISABLE_HTTP_UNPRINTABLE_CHAR_FILTER =
            TABLE.truth("disable_http_unprintable_char_filter");
    static final Key<Duration> DEFAULT_QUERY_TIME = TABLE.duration("default_query_time", "300s");
    static final Key<Duration> MAX_QUERY_TIME = TABLE.duration("max_query_time", "600s");
    static final Key<Duration> DISCOVERY_MAX_STALE = TABLE.duration("discovery_max_stale", "0s");
    static final Key<Boolean> UI = TABLE.truth("ui").dev(true);
    static final Key<String> UI_DIR = TABLE.text("ui_dir");
    static final Key<String> UI_CONTENT_PATH = TABLE.text("ui_content_path", "/ui/");

    static final Key<Integer> HTTP_MAX_CONNS_PER_CLIENT =
            TABLE.whole("limits.http_max_conns_per_client", 200).reload();
    static final Key<Duration> HTTPS_HANDSHAKE_TIMEOUT =
            TABLE.duration("limits.https_handshake_timeout", "5s");
    static final Key<Double> RPC_RATE = TABLE.fraction("limits.rpc_rate", -1).reload();
    static final Key<Integer> RPC_MAX_BURST = TABLE.whole("limits.rpc_max_burst", 1000).reload();
    static final Key<Duration> RPC_HANDSHAKE_TIMEOUT =
            TABLE.duration("limits.rpc_handshake_timeout", "5s");
    static final Key<Integer> RPC_MAX_CONNS_PER_CLIENT =
            TABLE.whole("limits.rpc_max_conns_per_client", 100).reload();
    static final Key<Long> KV_MAX_VALUE_SIZE =
            TABLE.unsigned("limits.kv_max_value_size", Scalar.UINT64, TRANSFER_MAX);
    static final Key<Long> TXN_MAX_REQ_LEN =
            TABLE.unsigned("limits.txn_max_req_len", Scalar.UINT64, TRANSFER_MAX);
    static final Key<Double> CACHE_ENTRY_FETCH_RATE =
            TABLE.fraction("cache.entry_fetch_rate", Double.MAX_VALUE).reload();
    static final Key<Integer> CACHE_ENTRY_FETCH_MAX_BURST =
            TABLE.whole("cache.entry_fetch_max_burst", 2).reload();

    static final Key<String> METRICS_PREFIX = TABLE.text("telemetry.metrics_prefix", "consul");
    static final Key<String> STATSD_ADDRESS = TABLE.text("telemetry.statsd_address");
    static final Key<String> STATSITE_ADDRESS = TABLE.text("telemetry.statsite_address");
    static final Key<String> DOGSTATSD_ADDR = TABLE.text("telemetry.dogstatsd_addr");
    static final Key<List<String>> DOGSTATSD_TAGS = TABLE.texts("telemetry.dogstatsd_tags");
    static final Key<Boolean> TELEMETRY_DISABLE_HOSTNAME =
            TABLE.truth("telemetry.disable_hostname");
    static final Key<Boolean> FILTER_DEFAULT = TABLE.truth("telemetry.filter_default", true);
    static final Key<List<String>> PREFIX_FILTER = TABLE.texts("telemetry.prefix_filter").reload();
    static final Key<Duration> PROMETHEUS_RETENTION_TIME =
            TABLE.duration("telemetry.prometheus_retention_time", "0s")
                    .labelled("prometheus_retention_time");

    /** The account at one provider of metrics; the names as they stand under {@code telemetry}. */
    static final List<Key<String>> CIRCONUS =
            List.of(
                    circonus("api_token"),
                    circonus("api_app"),
                    circonus("api_url"),
                    circonus("submission_interval"),
                    circonus("submission_url"),
                    circonus("check_id"),
                    circonus("check_force_metric_activation"),
                    circonus("check_instance_id"),
                    circonus("check_search_tag"),
                    circonus("check_display_name"),
                    circonus("check_tags"),
                    circonus("broker_id"),
                    circonus("broker_select_tag"));

    static {
        // Enterprise: accepted with a warning.
        TABLE.truth("dns_config.prefer_namespace");
    }

    private ServingKeys() {}

    private static Key<Long> soa(String name, long standard) {
        return TABLE.unsigned("dns_config.soa." + name, Scalar.UINT32, standard).reload();
    }

    private static Key<String> circonus(String name) {
        return TABLE.text("telemetry.circonus_" + name);
    }
}
