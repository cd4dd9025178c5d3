package io.proconsul.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keys of the definition of a check. */
final class CheckKeys {
    static final Schema TABLE = new Schema();

    static final Key<String> ID = TABLE.text("id");
    static final Key<String> NAME = TABLE.text("name");
    static final Key<String> NOTES = TABLE.text("notes");
    static final Key<String> SERVICE_ID = TABLE.text("service_id");
    static final Key<String> TOKEN = TABLE.text("token");
    static final Key<String> STATUS = TABLE.text("status");
    static final Key<List<String>> ARGS = TABLE.texts("args");
    static final Key<String> HTTP = TABLE.text("http");
    static final Key<Map<String, List<String>>> HEADER = TABLE.textsMap("header");
    static final Key<String> METHOD = TABLE.text("method");
    static final Key<String> BODY = TABLE.text("body");
    static final Key<Integer> OUTPUT_MAX_SIZE = TABLE.whole("output_max_size", 4096);
    static final Key<String> TCP = TABLE.text("tcp");
    static final Key<Duration> INTERVAL = TABLE.duration("interval", "0s");
    static final Key<String> DOCKER_CONTAINER_ID = TABLE.text("docker_container_id");
    static final Key<String> SHELL = TABLE.text("shell");
    static final Key<String> GRPC = TABLE.text("grpc");
    static final Key<Boolean> GRPC_USE_TLS = TABLE.truth("grpc_use_tls");
    static final Key<Boolean> TLS_SKIP_VERIFY = TABLE.truth("tls_skip_verify");
    static final Key<String> ALIAS_NODE = TABLE.text("alias_node");
    static final Key<String> ALIAS_SERVICE = TABLE.text("alias_service");
    static final Key<Duration> TIMEOUT = TABLE.duration("timeout", "0s");
    static final Key<Duration> TTL = TABLE.duration("ttl", "0s");
    static final Key<Integer> SUCCESS_BEFORE_PASSING = TABLE.whole("success_before_passing", 0);
    static final Key<Integer> FAILURES_BEFORE_CRITICAL = TABLE.whole("failures_before_critical", 0);
    static final Key<Duration> DEREGISTER_CRITICAL_SERVICE_AFTER =
            TABLE.duration("deregister_critical_service_after", "0s");

    static {
        // The only names of the HTTP API that files may use as well (reference, section 2).
        TABLE.alias("serviceid", SERVICE_ID);
        TABLE.alias("scriptargs", ARGS);
        TABLE.alias("dockercontainerid", DOCKER_CONTAINER_ID);
        TABLE.alias("tlsskipverify", TLS_SKIP_VERIFY);
        TABLE.alias("deregistercriticalserviceafter", DEREGISTER_CRITICAL_SERVICE_AFTER);
    }

    private CheckKeys() {}
}
