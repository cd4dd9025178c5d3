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
                            "The address other agents are told to reach this one at."),
                    new Row(
                            "advertise-wan",
                            AddressKeys.ADVERTISE_ADDR_WAN,
                            "The same for agents of other datacenters."),
                    new Row(
                            "allow-write-http-from",
                            ServingKeys.HTTP_ALLOW_WRITE_FROM,
                            "A network (as 10.0.0.0/8) from which the HTTP API may be written to;"
                                    + " without any, everybody may. May come several times."),
                    new Row(
                            "alt-domain",
                            ServingKeys.ALT_DOMAIN,
                            "A second DNS domain to answer for."),
                    new Row(
                            "bind",
                            AddressKeys.BIND_ADDR,
                            "The address to listen on for other agents."),
                    new Row(
                            "bootstrap",
                            NodeKeys.BOOTSTRAP,
                            "A server that may elect itself the only one."),
                    new Row(
                            "bootstrap-expect",
                            NodeKeys.BOOTSTRAP_EXPECT,
                            "How many servers have to meet before the first election."),
                    new Row(
                            "check_output_max_size",
                            NodeKeys.CHECK_OUTPUT_MAX_SIZE,
                            "How many bytes of a check's output are kept."),
                    new Row(
                            "client",
                            AddressKeys.CLIENT_ADDR,
                            "The addresses to listen on for HTTP, DNS and gRPC, with blanks between"
                                    + " them."),
                    new Row(
                            "data-dir",
                            NodeKeys.DATA_DIR,
                            "The folder in which everything is kept that outlives the agent."),
                    new Row(
                            "datacenter",
                            NodeKeys.DATACENTER,
                            "The name of the agent's datacenter."),
                    new Row(
                            "default-query-time",
                            ServingKeys.DEFAULT_QUERY_TIME,
                            "How long a blocking query waits that does not say how long."),
                    new Row(
                            "disable-host-node-id",
                            NodeKeys.DISABLE_HOST_NODE_ID,
                            "Make up the node's id by chance instead of from the host."),
                    new Row(
                            "disable-keyring-file",
                            AddressKeys.DISABLE_KEYRING_FILE,
                            "Keep the gossip keys in memory only."),
                    new Row("dns-port", AddressKeys.PORTS_DNS, "The port for DNS."),
                    new Row("domain", ServingKeys.DOMAIN, "The DNS domain to answer for."),
                    new Row(
                            "enable-local-script-checks",
                            NodeKeys.ENABLE_LOCAL_SCRIPT_CHECKS,
                            "Run scripts of checks that stand in configuration files."),
                    new Row(
                            "enable-script-checks",
                            NodeKeys.ENABLE_SCRIPT_CHECKS,
                            "Run scripts of all checks, also of those that come over HTTP."),
                    new Row(
                            "encrypt",
                            AddressKeys.ENCRYPT,
                            "The key for encrypted gossip, as keygen prints one."),
                    new Row(
                            "grpc-port",
                            AddressKeys.PORTS_GRPC,
                            "The port for gRPC, which only Envoy uses."),
                    new Row("http-port", AddressKeys.PORTS_HTTP, "The port for HTTP."),
                    new Row("https-port", AddressKeys.PORTS_HTTPS, "The port for HTTPS."),
                    new Row(
                            "join",
                            NodeKeys.START_JOIN,
                            "An agent to join once while starting. May come several times."),
                    new Row(
                            "join-wan",
                            NodeKeys.START_JOIN_WAN,
                            "A server of another datacenter to join once while starting. May come"
                                    + " several times."),
                    new Row("log-file", NodeKeys.LOG_FILE, "A file to write the log to as well."),
                    new Row("log-json", NodeKeys.LOG_JSON, "Write log lines as JSON."),
                    new Row(
                            "log-level",
                            NodeKeys.LOG_LEVEL,
                            "The least important level that is logged: trace, debug, info, warn or"
                                    + " err."),
                    new Row(
                            "log-rotate-bytes",
                            NodeKeys.LOG_ROTATE_BYTES,
                            "The size at which the next log file begins."),
                    new Row(
                            "log-rotate-duration",
                            NodeKeys.LOG_ROTATE_DURATION,
                            "The age at which the next log file begins."),
                    new Row(
                            "log-rotate-max-files",
                            NodeKeys.LOG_ROTATE_MAX_FILES,
                            "How many finished log files stay."),
                    new Row(
                            "max-query-time",
                            ServingKeys.MAX_QUERY_TIME,
                            "How long a blocking query may wait at most."),
                    new Row(
                            "node",
                            NodeKeys.NODE_NAME,
                            "The node's name; no other node of the cluster may have it."),
                    new Row(
                            "node-id",
                            NodeKeys.NODE_ID,
                            "The node's id, a UUID. One that is made up is kept in the data"
                                    + " folder."),
                    new Row(
                            "node-meta",
                            NodeKeys.NODE_META,
                            "Metadata of the node as `key:value`. May come several times."),
                    new Row(
                            "non-voting-server",
                            ServerKeys.NON_VOTING_SERVER,
                            "A server without a vote; a feature of Consul Enterprise."),
                    new Row("pid-file", NodeKeys.PID_FILE, "A file to write the process id to."),
                    new Row(
                            "primary-gateway",
                            NodeKeys.PRIMARY_GATEWAYS,
                            "A mesh gateway of the primary datacenter through which to find it. May"
                                    + " come several times."),
                    new Row(
                            "protocol",
                            ServerKeys.PROTOCOL,
                            "The version of the protocol between agents; the newest if left out."),
                    new Row(
                            "raft-protocol",
                            ServerKeys.RAFT_PROTOCOL,
                            "The version of the Raft protocol; the newest if left out."),
                    new Row(
                            "recursor",
                            AddressKeys.RECURSORS,
                            "A DNS server to ask for foreign names. May come several times."),
                    new Row(
                            "rejoin",
                            NodeKeys.REJOIN_AFTER_LEAVE,
                            "Join the former members again even after leaving them in good order."),
                    new Row(
                            "retry-interval",
                            NodeKeys.RETRY_INTERVAL,
                            "The pause between attempts to join."),
                    new Row(
                            "retry-interval-wan",
                            NodeKeys.RETRY_INTERVAL_WAN,
                            "The pause between attempts to join other datacenters."),
                    new Row(
                            "retry-join",
                            NodeKeys.RETRY_JOIN,
                            "An agent to join, tried until it works. May come several times."),
                    new Row(
                            "retry-join-wan",
                            NodeKeys.RETRY_JOIN_WAN,
                            "A server of another datacenter to join, tried until it works. May come"
                                    + " several times."),
                    new Row(
                            "retry-max",
                            NodeKeys.RETRY_MAX,
                            "Give up, and end, after so many attempts to join; 0 never does."),
                    new Row(
                            "retry-max-wan",
                            NodeKeys.RETRY_MAX_WAN,
                            "The same for other datacenters."),
                    new Row(
                            "segment",
                            AddressKeys.SEGMENT,
                            "The network segment to join; a feature of Consul Enterprise."),
                    new Row(
                            "serf-lan-allowed-cidrs",
                            AddressKeys.SERF_LAN_ALLOWED_CIDRS,
                            "A network that LAN gossip is accepted from. May come several times."),
                    new Row(
                            "serf-lan-bind",
                            AddressKeys.SERF_LAN,
                            "The address to listen on for LAN gossip."),
                    new Row(
                            "serf-lan-port",
                            AddressKeys.PORTS_SERF_LAN,
                            "The port for LAN gossip."),
                    new Row(
                            "serf-wan-allowed-cidrs",
                            AddressKeys.SERF_WAN_ALLOWED_CIDRS,
                            "A network that WAN gossip is accepted from. May come several times."),
                    new Row(
                            "serf-wan-bind",
                            AddressKeys.SERF_WAN,
                            "The address to listen on for WAN gossip."),
                    new Row(
                            "serf-wan-port",
                            AddressKeys.PORTS_SERF_WAN,
                            "The port for WAN gossip."),
                    new Row("server", NodeKeys.SERVER, "Run as a server."),
                    new Row(
                            "server-port",
                            AddressKeys.PORTS_SERVER,
                            "The port for calls between servers and agents."),
                    new Row("syslog", NodeKeys.ENABLE_SYSLOG, "Send the log to syslog as well."),
                    new Row("ui", ServingKeys.UI, "Serve the web UI."),
                    new Row(
                            "ui-content-path",
                            ServingKeys.UI_CONTENT_PATH,
                            "The path under which the web UI is served."),
                    new Row("ui-dir", ServingKeys.UI_DIR, "A folder with another web UI."));

    private AgentFlagTable() {}
}
