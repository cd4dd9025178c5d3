package io.proconsul.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keys about the agent itself: who it is, where its data lies, how it starts, joins and stops. */
final class NodeKeys {
    static final Schema TABLE = new Schema();

    static final Key<String> DATACENTER = TABLE.text("datacenter", "dc1");
    static final Key<String> PRIMARY_DATACENTER = TABLE.text("primary_datacenter");
    static final Key<String> DATA_DIR = TABLE.text("data_dir");
    static final Key<String> NODE_NAME = TABLE.text("node_name");
    static final Key<String> NODE_ID = TABLE.text("node_id");
    static final Key<Boolean> DISABLE_HOST_NODE_ID = TABLE.truth("disable_host_node_id", true);
    static final Key<Map<String, String>> NODE_META = TABLE.textMap("node_meta").reload();
    static final Key<Boolean> SERVER = TABLE.truth("server").dev(true);
    static final Key<Boolean> BOOTSTRAP = TABLE.truth("bootstrap");
    static final Key<Integer> BOOTSTRAP_EXPECT = TABLE.whole("bootstrap_expect", 0);
    static final Key<String> PID_FILE = TABLE.text("pid_file");
    static final Key<Boolean> REJOIN_AFTER_LEAVE = TABLE.truth("rejoin_after_leave");
    static final Key<Boolean> LEAVE_ON_TERMINATE = TABLE.truth("leave_on_terminate");
    static final Key<Boolean> SKIP_LEAVE_ON_INTERRUPT = TABLE.truth("skip_leave_on_interrupt");
    static final Key<Boolean> ENABLE_DEBUG = TABLE.truth("enable_debug").dev(true);
    static final Key<Boolean> DISABLE_UPDATE_CHECK = TABLE.truth("disable_update_check");
    static final Key<Boolean> DISABLE_ANONYMOUS_SIGNATURE =
            TABLE.truth("disable_anonymous_signature").dev(true);
    static final Key<Boolean> DISABLE_COORDINATES = TABLE.truth("disable_coordinates");
    static final Key<Boolean> DISABLE_REMOTE_EXEC = TABLE.truth("disable_remote_exec", true);
    static final Key<Boolean> TRANSLATE_WAN_ADDRS = TABLE.truth("translate_wan_addrs");
    static final Key<Map<String, String>> TAGGED_ADDRESSES = TABLE.textMap("tagged_addresses");
    static final Key<Boolean> ENABLE_CENTRAL_SERVICE_CONFIG =
            TABLE.truth("enable_central_service_config");
    static final Key<Duration> SESSION_TTL_MIN = TABLE.duration("session_ttl_min", "0s");

    static final Key<Boolean> ENABLE_AGENT_TLS_FOR_CHECKS =
            TABLE.truth("enable_agent_tls_for_checks");
    static final Key<Boolean> ENABLE_SCRIPT_CHECKS = TABLE.truth("enable_script_checks");
    static final Key<Boolean> ENABLE_LOCAL_SCRIPT_CHECKS =
            TABLE.truth("enable_local_script_checks");
    static final Key<Integer> CHECK_OUTPUT_MAX_SIZE = TABLE.whole("check_output_max_size", 4096);
    static final Key<Duration> CHECK_UPDATE_INTERVAL =
            TABLE.duration("check_update_interval", "5m");
    static final Key<Boolean> DISCARD_CHECK_OUTPUT = TABLE.truth("discard_check_output").reload();
    static final Key<Settings> CHECK = TABLE.struct("check", CheckKeys.TABLE).reload();
    static final Key<List<Settings>> CHECKS = TABLE.structs("checks", CheckKeys.TABLE).reload();
    static final Key<Settings> SERVICE = TABLE.struct("service", ServiceKeys.TABLE).reload();
    static final Key<List<Settings>> SERVICES =
            TABLE.structs("services", ServiceKeys.TABLE).reload();
    static final Key<List<Map<String, Object>>> WATCHES = TABLE.anyMaps("watches").reload();

    static final Key<List<String>> START_JOIN = TABLE.texts("start_join");
    static final Key<List<String>> START_JOIN_WAN = TABLE.texts("start_join_wan");
    static final Key<List<String>> RETRY_JOIN = TABLE.texts("retry_join");
    static final Key<List<String>> RETRY_JOIN_WAN = TABLE.texts("retry_join_wan");
    static final Key<Duration> RETRY_INTERVAL = TABLE.duration("retry_interval", "30s");
    static final Key<Duration> RETRY_INTERVAL_WAN = TABLE.duration("retry_interval_wan", "30s");
    static final Key<Integer> RETRY_MAX = TABLE.whole("retry_max", 0);
    static final Key<Integer> RETRY_MAX_WAN = TABLE.whole("retry_max_wan", 0);
    static final Key<List<String>> PRIMARY_GATEWAYS = TABLE.texts("primary_gateways");
    static final Key<Duration> PRIMARY_GATEWAYS_INTERVAL =
            TABLE.duration("primary_gateways_interval", "30s");

    static final Key<String> LOG_LEVEL = TABLE.text("log_level", "INFO").dev("DEBUG").reload();
    static final Key<Boolean> LOG_JSON = TABLE.truth("log_json");
    static final Key<String> LOG_FILE = TABLE.text("log_file");
    static final Key<Integer> LOG_ROTATE_BYTES = TABLE.whole("log_rotate_bytes", 0);
    static final Key<Duration> LOG_ROTATE_DURATION = TABLE.duration("log_rotate_duration", "0s");
    static final Key<Integer> LOG_ROTATE_MAX_FILES = TABLE.whole("log_rotate_max_files", 0);
    static final Key<Boolean> ENABLE_SYSLOG = TABLE.truth("enable_syslog");
    static final Key<String> SYSLOG_FACILITY = TABLE.text("syslog_facility", "LOCAL0");

    private NodeKeys() {}
}
