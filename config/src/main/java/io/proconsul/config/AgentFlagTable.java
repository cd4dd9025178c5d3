package io.proconsul.config;

import java.util.List;

/**
 * The flags of the agent command that stand for a key of the configuration (reference, section 13).
 */
final class AgentFlagTable {
    /**
     * One flag.
     *
     * @param key what the flag sets; it also says which kind of flag it is
     * @param usage the text of the help
     */
    record Row(String name, Key<?> key, String usage) {}

    static final List<Row> ROWS =
            List.of(
                    new Row(
                            "advertise",
                            AddressKeys.ADVERTISE_ADDR,
                            "Sets the advertise address to use."),
                    new Row(
                            "advertise-wan",
                            AddressKeys.ADVERTISE_ADDR_WAN,
                            "Sets address to advertise on WAN instead of -advertise address."),
                    new Row(
                            "allow-write-http-from",
                            ServingKeys.HTTP_ALLOW_WRITE_FROM,
                            "Only allow write endpoint calls from given network. CIDR format, can"
                                    + " be specified multiple times."),
                    new Row(
                            "alt-domain",
                            ServingKeys.ALT_DOMAIN,
                            "Alternate domain to use for DNS interface."),
                    new Row(
                            "bind",
                            AddressKeys.BIND_ADDR,
                            "Sets the bind address for cluster communication."),
                    new Row("bootstrap", NodeKeys.BOOTSTRAP, "Sets server to bootstrap mode."),
                    new Row(
                            "bootstrap-expect",
                            NodeKeys.BOOTSTRAP_EXPECT,
                            "Sets server to expect bootstrap mode."),
                    new Row(
                            "check_output_max_size",
                            NodeKeys.CHECK_OUTPUT_MAX_SIZE,
                            "Sets the maximum output size for checks on this agent"),
                    new Row(
                            "client",
                            AddressKeys.CLIENT_ADDR,
                            "Sets the address to bind for client access. This includes RPC, DNS,"
                                    + " HTTP, HTTPS and gRPC (if configured)."),
                    new Row(
                            "data-dir",
                            NodeKeys.DATA_DIR,
                            "Path to a data directory to store agent state."),
                    new Row("datacenter", NodeKeys.DATACENTER, "Datacenter of the agent."),
                    new Row(
                            "default-query-time",
                            ServingKeys.DEFAULT_QUERY_TIME,
                            "the amount of time a blocking query will wait before Consul will force"
                                + " a response. This value can be overridden by the 'wait' query"
                                + " parameter."),
                    new Row(
                            "disable-host-node-id",
                            NodeKeys.DISABLE_HOST_NODE_ID,
                            "Setting this to true will prevent Consul from using information from"
                                    + " the host to generate a node ID, and will cause Consul to"
                                    + " generate a random node ID instead."),
                    new Row(
                            "disable-keyring-file",
                            AddressKeys.DISABLE_KEYRING_FILE,
                            "Disables the backing up of the keyring to a file."),
                    new Row("dns-port", AddressKeys.PORTS_DNS, "DNS port to use."),
                    new Row("domain", ServingKeys.DOMAIN, "Domain to use for DNS interface."),
                    new Row(
                            "enable-local-script-checks",
                            NodeKeys.ENABLE_LOCAL_SCRIPT_CHECKS,
                            "Enables health check scripts from configuration file."),
                    new Row(
                            "enable-script-checks",
                            NodeKeys.ENABLE_SCRIPT_CHECKS,
                            "Enables health check scripts."),
                    new Row("encrypt", AddressKeys.ENCRYPT, "Provides the gossip encryption key."),
                    new Row(
                            "grpc-port",
                            AddressKeys.PORTS_GRPC,
                            "Sets the gRPC API port to listen on (currently needed for Envoy xDS"
                                    + " only)."),
                    new Row(
                            "http-port",
                            AddressKeys.PORTS_HTTP,
                            "Sets the HTTP API port to listen on."),
                    new Row(
                            "https-port",
                            AddressKeys.PORTS_HTTPS,
                            "Sets the HTTPS API port to listen on."),
                    new Row(
                            "join",
                            NodeKeys.START_JOIN,
                            "Address of an agent to join at start time. Can be specified multiple"
                                    + " times."),
                    new Row(
                            "join-wan",
                            NodeKeys.START_JOIN_WAN,
                            "Address of an agent to join -wan at start time. Can be specified"
                                    + " multiple times."),
                    new Row(
                            "log-file",
                            NodeKeys.LOG_FILE,
                            "Path to the file the logs get written to"),
                    new Row("log-json", NodeKeys.LOG_JSON, "Output logs in JSON format."),
                    new Row("log-level", NodeKeys.LOG_LEVEL, "Log level of the agent."),
                    new Row(
                            "log-rotate-bytes",
                            NodeKeys.LOG_ROTATE_BYTES,
                            "Maximum number of bytes that should be written to a log file"),
                    new Row(
                            "log-rotate-duration",
                            NodeKeys.LOG_ROTATE_DURATION,
                            "Time after which log rotation needs to be performed"),
                    new Row(
                            "log-rotate-max-files",
                            NodeKeys.LOG_ROTATE_MAX_FILES,
                            "Maximum number of log file archives to keep"),
                    new Row(
                            "max-query-time",
                            ServingKeys.MAX_QUERY_TIME,
                            "the maximum amount of time a blocking query can wait before Consul"
                                + " will force a response. Consul applies jitter to the wait time."
                                + " The jittered time will be capped to MaxQueryTime."),
                    new Row(
                            "node",
                            NodeKeys.NODE_NAME,
                            "Name of this node. Must be unique in the cluster."),
                    new Row(
                            "node-id",
                            NodeKeys.NODE_ID,
                            "A unique ID for this node across space and time. Defaults to a"
                                    + " randomly-generated ID that persists in the data-dir."),
                    new Row(
                            "node-meta",
                            NodeKeys.NODE_META,
                            "An arbitrary metadata key/value pair for this node, of the format"
                                    + " `key:value`. Can be specified multiple times."),
                    new Row(
                            "non-voting-server",
                            ServerKeys.NON_VOTING_SERVER,
                            "(Enterprise-only) This flag is used to make the server not participate"
                                + " in the Raft quorum, and have it only receive the data"
                                + " replication stream. This can be used to add read scalability to"
                                + " a cluster in cases where a high volume of reads to servers are"
                                + " needed."),
                    new Row("pid-file", NodeKeys.PID_FILE, "Path to file to store agent PID."),
                    new Row(
                            "primary-gateway",
                            NodeKeys.PRIMARY_GATEWAYS,
                            "Address of a mesh gateway in the primary datacenter to use to"
                                + " bootstrap WAN federation at start time with retries enabled."
                                + " Can be specified multiple times."),
                    new Row(
                            "protocol",
                            ServerKeys.PROTOCOL,
                            "Sets the protocol version. Defaults to latest."),
                    new Row(
                            "raft-protocol",
                            ServerKeys.RAFT_PROTOCOL,
                            "Sets the Raft protocol version. Defaults to latest."),
                    new Row(
                            "recursor",
                            AddressKeys.RECURSORS,
                            "Address of an upstream DNS server. Can be specified multiple times."),
                    new Row(
                            "rejoin",
                            NodeKeys.REJOIN_AFTER_LEAVE,
                            "Ignores a previous leave and attempts to rejoin the cluster."),
                    new Row(
                            "retry-interval",
                            NodeKeys.RETRY_INTERVAL,
                            "Time to wait between join attempts."),
                    new Row(
                            "retry-interval-wan",
                            NodeKeys.RETRY_INTERVAL_WAN,
                            "Time to wait between join -wan attempts."),
                    new Row(
                            "retry-join",
                            NodeKeys.RETRY_JOIN,
                            "Address of an agent to join at start time with retries enabled. Can be"
                                    + " specified multiple times."),
                    new Row(
                            "retry-join-wan",
                            NodeKeys.RETRY_JOIN_WAN,
                            "Address of an agent to join -wan at start time with retries enabled."
                                    + " Can be specified multiple times."),
                    new Row(
                            "retry-max",
                            NodeKeys.RETRY_MAX,
                            "Maximum number of join attempts. Defaults to 0, which will retry"
                                    + " indefinitely."),
                    new Row(
                            "retry-max-wan",
                            NodeKeys.RETRY_MAX_WAN,
                            "Maximum number of join -wan attempts. Defaults to 0, which will retry"
                                    + " indefinitely."),
                    new Row(
                            "segment",
                            AddressKeys.SEGMENT,
                            "(Enterprise-only) Sets the network segment to join."),
                    new Row(
                            "serf-lan-allowed-cidrs",
                            AddressKeys.SERF_LAN_ALLOWED_CIDRS,
                            "Networks (eg: 192.168.1.0/24) allowed for Serf LAN. Can be specified"
                                    + " multiple times."),
                    new Row(
                            "serf-lan-bind",
                            AddressKeys.SERF_LAN,
                            "Address to bind Serf LAN listeners to."),
                    new Row(
                            "serf-lan-port",
                            AddressKeys.PORTS_SERF_LAN,
                            "Sets the Serf LAN port to listen on."),
                    new Row(
                            "serf-wan-allowed-cidrs",
                            AddressKeys.SERF_WAN_ALLOWED_CIDRS,
                            "Networks (eg: 192.168.1.0/24) allowed for Serf WAN (other"
                                    + " datacenters). Can be specified multiple times."),
                    new Row(
                            "serf-wan-bind",
                            AddressKeys.SERF_WAN,
                            "Address to bind Serf WAN listeners to."),
                    new Row(
                            "serf-wan-port",
                            AddressKeys.PORTS_SERF_WAN,
                            "Sets the Serf WAN port to listen on."),
                    new Row("server", NodeKeys.SERVER, "Switches agent to server mode."),
                    new Row(
                            "server-port",
                            AddressKeys.PORTS_SERVER,
                            "Sets the server port to listen on."),
                    new Row("syslog", NodeKeys.ENABLE_SYSLOG, "Enables logging to syslog."),
                    new Row("ui", ServingKeys.UI, "Enables the built-in static web UI server."),
                    new Row(
                            "ui-content-path",
                            ServingKeys.UI_CONTENT_PATH,
                            "Sets the external UI path to a string. Defaults to: /ui/ "),
                    new Row(
                            "ui-dir",
                            ServingKeys.UI_DIR,
                            "Path to directory containing the web UI resources."));

    private AgentFlagTable() {}
}
