package io.proconsul.config;

import io.proconsul.config.GossipConfig.Tuning;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The effective configuration as {@code /v1/agent/self} shows it under {@code DebugConfig}: names
 * of the reference, sorted; durations and addresses as texts; secrets hidden.
 */
public final class DebugView {
    private static final String HIDDEN = "hidden";

    private final AgentConfig config;
    private final DebugMap map = new DebugMap();

    private DebugView(AgentConfig config) {
        this.config = config;
    }

    /**
     * Texts, numbers, truth values, lists and maps by name. Deeper maps may hold nulls.
     *
     * @param nodeId the id found or made when the agent started
     * @param version the version the agent stands for
     */
    public static Map<String, Object> of(AgentConfig config, String nodeId, String version) {
        var view = new DebugView(config);
        view.putNode(nodeId, version);
        view.putAddresses();
        view.putPorts();
        view.putJoin();
        view.putGossip();
        view.putTls();
        view.map.put("AutoConfig", DebugAutoConfig.of(config.autoConfig()));
        view.putAcl();
        view.putDns();
        view.putHttp();
        view.putLimits();
        view.putTelemetry();
        view.putServers();
        view.putChecks();
        view.putConstants();
        return view.map.values();
    }

    private void putNode(String nodeId, String version) {
        NodeConfig node = config.node();
        map.put("DataDir", node.dataDir());
        map.put("Datacenter", node.datacenter());
        map.put("PrimaryDatacenter", node.primaryDatacenter());
        map.put("ACLDatacenter", node.primaryDatacenter());
        map.put("DevMode", config.dev());
        map.put("DisableAnonymousSignature", node.disableAnonymousSignature());
        map.put("DisableCoordinates", node.disableCoordinates());
        map.put("DisableHostNodeID", node.randomId());
        map.put("DisableRemoteExec", node.disableRemoteExec());
        map.put("DisableUpdateCheck", node.disableUpdateCheck());
        map.put("EnableCentralServiceConfig", node.centralServiceConfig());
        map.put("EnableDebug", node.enableDebug());
        map.put("LeaveOnTerm", node.leaveOnTerminate());
        map.put("NodeID", nodeId);
        map.put("NodeMeta", node.meta());
        map.put("NodeName", node.name());
        map.put("PidFile", node.pidFile());
        map.put("RejoinAfterLeave", node.rejoinAfterLeave());
        map.put("ServerMode", node.server());
        map.put("SessionTTLMin", node.sessionTtlMin());
        map.put("SkipLeaveOnInt", node.skipLeaveOnInterrupt());
        map.put("TranslateWANAddrs", node.translateWanAddresses());
        map.put("Version", version);
        LogConfig log = config.log();
        map.put(
                "Logging",
                new DebugMap()
                        .put("EnableSyslog", log.syslog())
                        .put("LogFilePath", log.file())
                        .put("LogJSON", log.json())
                        .put("LogLevel", log.level())
                        .put("LogRotateBytes", log.rotateBytes())
                        .put("LogRotateDuration", log.rotateDuration())
                        .put("LogRotateMaxFiles", log.rotateMaxFiles())
                        .put("Name", "")
                        .put("SyslogFacility", log.syslogFacility()));
    }

    private void putAddresses() {
        AddressConfig addresses = config.addresses();
        map.put("AdvertiseAddrLAN", addresses.advertiseLan());
        map.put("AdvertiseAddrWAN", addresses.advertiseWan());
        map.put("BindAddr", addresses.bind());
        map.put("ClientAddrs", addresses.clients());
        map.put("DNSAddrs", addresses.dns());
        map.put("GRPCAddrs", addresses.grpc());
        map.put("HTTPAddrs", addresses.http());
        map.put("HTTPSAddrs", addresses.https());
        map.put("RPCAdvertiseAddr", addresses.rpcAdvertise());
        map.put("RPCBindAddr", text(addresses.rpcBind()));
        map.put("SerfAdvertiseAddrLAN", addresses.serfAdvertiseLan());
        map.put("SerfAdvertiseAddrWAN", text(addresses.serfAdvertiseWan()));
        map.put("SerfBindAddrLAN", text(addresses.serfBindLan()));
        map.put("SerfBindAddrWAN", text(addresses.serfBindWan()));
        map.put("TaggedAddresses", addresses.tagged());
        map.put("UnixSocketGroup", addresses.unixSockets().group());
        map.put("UnixSocketMode", addresses.unixSockets().mode());
        map.put("UnixSocketUser", addresses.unixSockets().user());
    }

    private static String text(@Nullable Endpoint endpoint) {
        return endpoint == null ? "" : endpoint.toString();
    }

    private void putPorts() {
        PortConfig ports = config.ports();
        map.put("ConnectSidecarMaxPort", ports.sidecarMax());
        map.put("ConnectSidecarMinPort", ports.sidecarMin());
        map.put("DNSPort", ports.dns());
        map.put("ExposeMaxPort", ports.exposeMax());
        map.put("ExposeMinPort", ports.exposeMin());
        map.put("GRPCPort", ports.grpc());
        map.put("HTTPPort", ports.http());
        map.put("HTTPSPort", ports.https());
        map.put("SerfPortLAN", ports.serfLan());
        map.put("SerfPortWAN", ports.serfWan());
        map.put("ServerPort", ports.server());
    }

    private void putJoin() {
        JoinConfig join = config.join();
        map.put("PrimaryGateways", join.primaryGateways());
        map.put("PrimaryGatewaysInterval", join.primaryGatewaysInterval());
        map.put("RetryJoinIntervalLAN", join.lan().interval());
        map.put("RetryJoinIntervalWAN", join.wan().interval());
        map.put("RetryJoinLAN", join.lan().addresses());
        map.put("RetryJoinMaxAttemptsLAN", join.lan().maxAttempts());
        map.put("RetryJoinMaxAttemptsWAN", join.wan().maxAttempts());
        map.put("RetryJoinWAN", join.wan().addresses());
        map.put("StartJoinAddrsLAN", join.startLan());
        map.put("StartJoinAddrsWAN", join.startWan());
    }

    private void putGossip() {
        GossipConfig gossip = config.gossip();
        map.put("DisableKeyringFile", gossip.disableKeyringFile());
        map.put("EncryptKey", HIDDEN);
        map.put("EncryptVerifyIncoming", gossip.encryptVerifyIncoming());
        map.put("EncryptVerifyOutgoing", gossip.encryptVerifyOutgoing());
        map.put("ReconnectTimeoutLAN", gossip.reconnectTimeoutLan());
        map.put("ReconnectTimeoutWAN", gossip.reconnectTimeoutWan());
        map.put("SerfAllowedCIDRsLAN", gossip.allowedLan());
        map.put("SerfAllowedCIDRsWAN", gossip.allowedWan());
        putTuning("GossipLAN", gossip.lan());
        putTuning("GossipWAN", gossip.wan());
    }

    private void putTuning(String pool, Tuning tuning) {
        map.put(pool + "GossipInterval", tuning.gossipInterval());
        map.put(pool + "GossipNodes", tuning.gossipNodes());
        map.put(pool + "ProbeInterval", tuning.probeInterval());
        map.put(pool + "ProbeTimeout", tuning.probeTimeout());
        map.put(pool + "RetransmitMult", tuning.retransmitMult());
        map.put(pool + "SuspicionMult", tuning.suspicionMult());
    }

    private void putTls() {
        TlsConfig tls = config.tls();
        map.put("CAFile", tls.caFile());
        map.put("CAPath", tls.caPath());
        map.put("CertFile", tls.certFile());
        map.put("KeyFile", HIDDEN);
        map.put("ServerName", tls.serverName());
        map.put("TLSCipherSuites", tls.cipherSuites().stream().map(CipherSuites::number).toList());
        map.put("TLSMinVersion", tls.minVersion());
        map.put("TLSPreferServerCipherSuites", tls.preferServerCipherSuites());
        map.put("VerifyIncoming", tls.verifyIncoming());
        map.put("VerifyIncomingHTTPS", tls.verifyIncomingHttps());
        map.put("VerifyIncomingRPC", tls.verifyIncomingRpc());
        map.put("VerifyOutgoing", tls.verifyOutgoing());
        map.put("VerifyServerHostname", tls.verifyServerHostname());
        AutoEncryptConfig auto = config.autoEncrypt();
        map.put("AutoEncryptAllowTLS", auto.allowTls());
        map.put("AutoEncryptDNSSAN", auto.dnsSans());
        map.put("AutoEncryptIPSAN", auto.ipSans());
        map.put("AutoEncryptTLS", auto.tls());
    }

    private void putAcl() {
        AclConfig acl = config.acl();
        map.put("ACLAgentMasterToken", HIDDEN);
        map.put("ACLAgentToken", HIDDEN);
        map.put("ACLDefaultPolicy", acl.defaultPolicy());
        map.put("ACLDownPolicy", acl.downPolicy());
        map.put("ACLEnableKeyListPolicy", acl.keyListPolicy());
        map.put("ACLEnableTokenPersistence", acl.tokenPersistence());
        map.put("ACLMasterToken", HIDDEN);
        map.put("ACLPolicyTTL", acl.policyTtl());
        map.put("ACLReplicationToken", HIDDEN);
        map.put("ACLRoleTTL", acl.roleTtl());
        map.put("ACLToken", HIDDEN);
        map.put("ACLTokenReplication", acl.tokenReplication());
        map.put("ACLTokenTTL", acl.tokenTtl());
        map.put("ACLsEnabled", acl.enabled());
        ConnectConfig connect = config.connect();
        map.put("ConfigEntryBootstrap", connect.configEntries());
        map.put("ConnectCAConfig", connect.caConfig());
        map.put("ConnectCAProvider", connect.caProvider());
        map.put("ConnectEnabled", connect.enabled());
        map.put("ConnectMeshGatewayWANFederationEnabled", connect.meshGatewayWanFederation());
        map.put("ConnectTestCALeafRootChangeSpread", connect.testLeafRootChangeSpread());
    }

    private void putDns() {
        DnsConfig dns = config.dns();
        map.put("DNSARecordLimit", dns.aRecordLimit());
        map.put("DNSAllowStale", dns.allowStale());
        map.put("DNSAltDomain", dns.altDomain());
        map.put("DNSCacheMaxAge", dns.cacheMaxAge());
        map.put("DNSDisableCompression", dns.disableCompression());
        map.put("DNSDomain", dns.domain());
        map.put("DNSEnableTruncate", dns.enableTruncate());
        map.put("DNSMaxStale", dns.maxStale());
        map.put("DNSNodeMetaTXT", dns.nodeMetaTxt());
        map.put("DNSNodeTTL", dns.nodeTtl());
        map.put("DNSOnlyPassing", dns.onlyPassing());
        map.put("DNSRecursorTimeout", dns.recursorTimeout());
        map.put("DNSRecursors", dns.recursors());
        map.put("DNSServiceTTL", dns.serviceTtl());
        map.put(
                "DNSSOA",
                new DebugMap()
                        .put("Expire", dns.soa().expire())
                        .put("Minttl", dns.soa().minTtl())
                        .put("Refresh", dns.soa().refresh())
                        .put("Retry", dns.soa().retry()));
        map.put("DNSUDPAnswerLimit", dns.udpAnswerLimit());
        map.put("DNSUseCache", dns.useCache());
    }

    private void putHttp() {
        HttpConfig http = config.http();
        map.put("AllowWriteHTTPFrom", http.allowWriteFrom());
        map.put("DefaultQueryTime", http.defaultQueryTime());
        map.put("DisableHTTPUnprintableCharFilter", http.disableUnprintableCharFilter());
        map.put("DiscoveryMaxStale", http.discoveryMaxStale());
        map.put("EnableUI", http.ui());
        map.put("HTTPBlockEndpoints", http.blockEndpoints());
        map.put("HTTPResponseHeaders", http.responseHeaders());
        map.put("HTTPUseCache", http.useCache());
        map.put("MaxQueryTime", http.maxQueryTime());
        map.put("UIContentPath", http.uiContentPath());
        map.put("UIDir", http.uiDir());
    }

    private void putLimits() {
        LimitConfig limits = config.limits();
        map.put("HTTPMaxConnsPerClient", limits.httpMaxConnsPerClient());
        map.put("HTTPSHandshakeTimeout", limits.httpsHandshakeTimeout());
        map.put("KVMaxValueSize", limits.kvMaxValueSize());
        map.put("RPCHandshakeTimeout", limits.rpcHandshakeTimeout());
        map.put("RPCMaxBurst", limits.rpcMaxBurst());
        map.put("RPCMaxConnsPerClient", limits.rpcMaxConnsPerClient());
        map.put("RPCRateLimit", limits.rpcRate());
        map.put("TxnMaxReqLen", limits.txnMaxReqLen());
        map.put(
                "Cache",
                new DebugMap()
                        .put("EntryFetchMaxBurst", config.cache().entryFetchMaxBurst())
                        .put("EntryFetchRate", config.cache().entryFetchRate()));
    }

    private void putTelemetry() {
        TelemetryConfig telemetry = config.telemetry();
        Map<String, String> circonus = telemetry.circonus();
        var view =
                new DebugMap()
                        .put("AllowedPrefixes", telemetry.allowedPrefixes())
                        .put("BlockedPrefixes", telemetry.blockedPrefixes())
                        .put("Disable", false)
                        .put("DisableHostname", telemetry.disableHostname())
                        .put("DogstatsdAddr", telemetry.dogstatsdAddress())
                        .put("DogstatsdTags", telemetry.dogstatsdTags())
                        .put("FilterDefault", telemetry.filterDefault())
                        .put("MetricsPrefix", telemetry.metricsPrefix())
                        .put("PrometheusRetentionTime", telemetry.prometheusRetentionTime())
                        .put("StatsdAddr", telemetry.statsdAddress())
                        .put("StatsiteAddr", telemetry.statsiteAddress());
        circonus.forEach((name, value) ->
                view.put("Circonus" + camel(name), name.endsWith("token") ? HIDDEN : value));
        map.put("Telemetry", view);
    }

    /** {@code api_url} becomes {@code APIURL}, {@code check_tags} becomes {@code CheckTags}. */
    private static String camel(String name) {
        var camel = new StringBuilder();
        for (String word : name.split("_")) {
            boolean acronym = List.of("api", "url", "id").contains(word);
            camel.append(
                    acronym
                            ? word.toUpperCase(Locale.ROOT)
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private void putServers() {
        RaftConfig raft = config.raft();
        map.put("Bootstrap", raft.bootstrap());
        map.put("BootstrapExpect", raft.bootstrapExpect());
        map.put("ConsulRaftElectionTimeout", raft.electionTimeout());
        map.put("ConsulRaftHeartbeatTimeout", raft.heartbeatTimeout());
        map.put("ConsulRaftLeaderLeaseTimeout", raft.leaderLeaseTimeout());
        map.put("ConsulServerHealthInterval", raft.healthInterval());
        map.put("LeaveDrainTime", raft.leaveDrainTime());
        map.put("NonVotingServer", raft.nonVoting());
        map.put("RPCHoldTimeout", raft.rpcHoldTimeout());
        map.put("RPCProtocol", raft.protocol());
        map.put("RaftProtocol", raft.raftProtocol());
        map.put("RaftSnapshotInterval", raft.snapshotInterval());
        map.put("RaftSnapshotThreshold", raft.snapshotThreshold());
        map.put("RaftTrailingLogs", raft.trailingLogs());
        AutopilotConfig autopilot = config.autopilot();
        map.put("AutopilotCleanupDeadServers", autopilot.cleanupDeadServers());
        map.put("AutopilotDisableUpgradeMigration", autopilot.disableUpgradeMigration());
        map.put("AutopilotLastContactThreshold", autopilot.lastContactThreshold());
        map.put("AutopilotMaxTrailingLogs", autopilot.maxTrailingLogs());
        map.put("AutopilotMinQuorum", autopilot.minQuorum());
        map.put("AutopilotRedundancyZoneTag", autopilot.redundancyZoneTag());
        map.put("AutopilotServerStabilizationTime", autopilot.serverStabilizationTime());
        map.put("AutopilotUpgradeVersionTag", autopilot.upgradeVersionTag());
    }

    private void putChecks() {
        CheckConfig checks = config.checkRules();
        map.put("CheckOutputMaxSize", checks.outputMaxSize());
        map.put("CheckUpdateInterval", checks.updateInterval());
        map.put("DiscardCheckOutput", checks.discardOutput());
        map.put("EnableAgentTLSForChecks", checks.agentTls());
        map.put("EnableLocalScriptChecks", checks.localScripts());
        map.put("EnableRemoteScriptChecks", checks.remoteScripts());
        map.put("Checks", config.checks().stream().map(DebugDefinitions::check).toList());
        map.put("Services", config.services().stream().map(DebugDefinitions::service).toList());
        // The reference empties a watch while it reads it and shows what is left.
        map.put("Watches", config.watches().stream().map(_ -> Map.of()).toList());
    }

    /** What nobody can configure. */
    private void putConstants() {
        map.put("ACLDisabledTTL", "2m0s");
        map.put("AEInterval", "1m0s");
        map.put("CheckDeregisterIntervalMin", "1m0s");
        map.put("CheckReapInterval", "30s");
        map.put("ConsulCoordinateUpdateBatchSize", 128);
        map.put("ConsulCoordinateUpdateMaxBatches", 5);
        map.put("ConsulCoordinateUpdatePeriod", config.dev() ? "100ms" : "5s");
        map.put("EnterpriseRuntimeConfig", Map.of());
        map.put("Revision", "");
        map.put("SegmentLimit", 64);
        map.put("SegmentName", "");
        map.put("SegmentNameLimit", 64);
        map.put("Segments", List.of());
        map.put("SyncCoordinateIntervalMin", "15s");
        map.put("SyncCoordinateRateTarget", 64);
        map.put("VersionPrerelease", "");
    }
}
