package io.proconsul.config;

import java.util.List;

/** The rules for servers: how they start, and how datacenters are joined. */
final class ServerRules {
    private static final String CONSENSUS_TABLE =
            "See https://www.consul.io/docs/internals/consensus.html#deployment-table";

    private final AgentConfig config;
    private final Settings settings;

    ServerRules(AgentConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    void checkBootstrap() throws ConfigException {
        boolean bootstrap = config.raft().bootstrap();
        boolean server = config.node().server();
        int expect = config.raft().bootstrapExpect();
        settings.refuseIf(
                bootstrap && !server,
                NodeKeys.BOOTSTRAP,
                "'bootstrap = true' requires 'server = true'");
        Key<Integer> key = NodeKeys.BOOTSTRAP_EXPECT;
        settings.refuseIf(
                expect < 0,
                key,
                "bootstrap_expect cannot be " + expect + ". Must be greater than or equal to zero");
        settings.refuseIf(
                expect > 0 && !server, key, "'bootstrap_expect > 0' requires 'server = true'");
        settings.refuseIf(
                expect > 0 && config.dev(), key, "'bootstrap_expect > 0' not allowed in dev mode");
        settings.refuseIf(
                expect > 0 && bootstrap,
                key,
                "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive");
    }

    void checkFederation() throws ConfigException {
        if (!config.connect().meshGatewayWanFederation()) {
            return;
        }
        Key<Boolean> key = SecurityKeys.CONNECT_MESH_GATEWAY_WAN_FEDERATION;
        String federation = "'connect.enable_mesh_gateway_wan_federation = true'";
        settings.refuseIf(!config.node().server(), key, federation + " requires 'server = true'");
        settings.refuseIf(
                config.node().name().contains("/"),
                key,
                federation + " requires that 'node_name' not contain '/' characters");
        settings.refuseIf(
                !config.join().startWan().isEmpty(),
                NodeKeys.START_JOIN_WAN,
                "'start_join_wan' is incompatible with " + federation);
        settings.refuseIf(
                !config.join().wan().addresses().isEmpty(),
                NodeKeys.RETRY_JOIN_WAN,
                "'retry_join_wan' is incompatible with " + federation);
    }

    void checkGateways() throws ConfigException {
        if (config.join().primaryGateways().isEmpty()) {
            return;
        }
        Key<List<String>> key = NodeKeys.PRIMARY_GATEWAYS;
        settings.refuseIf(
                !config.node().server(), key, "'primary_gateways' requires 'server = true'");
        settings.refuseIf(
                config.node().primaryDatacenter().equals(config.node().datacenter()),
                key,
                "'primary_gateways' should only be configured in a secondary datacenter");
    }

    void warn() {
        RaftConfig raft = config.raft();
        int expect = raft.bootstrapExpect();
        if (!config.node().server()) {
            return;
        }
        if (!config.dev() && !raft.bootstrap() && expect == 2) {
            settings.warn(
                    "bootstrap_expect = 2: A cluster with 2 servers will provide no failure"
                            + " tolerance. "
                            + CONSENSUS_TABLE);
        }
        if (!raft.bootstrap() && expect > 2 && expect % 2 == 0) {
            settings.warn(
                    "bootstrap_expect is even number: A cluster with an even number of servers does"
                            + " not achieve optimum fault tolerance. "
                            + CONSENSUS_TABLE);
        }
        if (raft.bootstrap()) {
            settings.warn("bootstrap = true: do not enable unless necessary");
        }
        if (!config.dev() && !raft.bootstrap() && expect > 1) {
            settings.warn("bootstrap_expect > 0: expecting " + expect + " servers");
        }
        warnAboutClientCertificates();
    }

    private void warnAboutClientCertificates() {
        TlsConfig tls = config.tls();
        if (config.autoEncrypt().allowTls() && !tls.verifyIncoming() && !tls.verifyIncomingRpc()) {
            settings.warn(
                    "if auto_encrypt.allow_tls is turned on, either verify_incoming or"
                        + " verify_incoming_rpc should be enabled. It is necessary to turn it off"
                        + " during a migration to TLS, but it should definitely be turned on"
                        + " afterwards.");
        }
    }
}
