package io.proconsul.app;

import io.proconsul.agent.AgentSettings;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.config.AclConfig;
import io.proconsul.config.AgentConfig;
import io.proconsul.config.DnsConfig;
import io.proconsul.config.Endpoint;
import io.proconsul.config.HttpConfig;
import io.proconsul.config.JoinConfig;
import io.proconsul.config.address.Ip;
import io.proconsul.dns.DnsSettings;
import io.proconsul.http.HttpSettings;
import io.proconsul.http.edge.EdgeLimits;
import io.proconsul.http.handler.MetricsEndpoint;
import io.proconsul.http.route.Subnet;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.rpc.net.RpcLimits;
import io.proconsul.server.ServerSettings;
import io.proconsul.server.cluster.FoundingSettings;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a configuration into the settings of each part. Decides nothing the configuration has not
 * decided.
 */
final class Planning {
    private static final String SEGMENT = "consul-network-segment";
    private static final int DNS_PORT = 53;
    private static final Duration SHORTEST_SESSION_TTL = Duration.ofSeconds(10);
    private static final long SNAPSHOT_THRESHOLD = 16_384;

    private final AgentConfig config;
    private final String nodeId;
    private final Map<String, Object> debugConfig;

    Planning(AgentConfig config, String nodeId, Map<String, Object> debugConfig) {
        this.config = config;
        this.nodeId = nodeId;
        this.debugConfig = debugConfig;
    }

    Plan plan() {
        NodeIdentity node = node();
        @Nullable Path folder =
                config.node().dataDir().isEmpty() ? null : Path.of(config.node().dataDir());
        return new Plan(
                folder,
                agent(node, folder),
                new PoolPlanning(config, node).plan(),
                !config.node().disableCoordinates(),
                config.raft().rpcHoldTimeout(),
                rpcSource(),
                config.node().server() ? server() : null,
                http(),
                dns(),
                dnsAddresses(),
                definitions(),
                config.watches(),
                tokens(),
                debugConfig);
    }

    /**
     * Observed on 1.8.7 with agents on several loopback addresses; one bound to all addresses
     * chooses none.
     */
    private Optional<InetAddress> rpcSource() {
        InetAddress bind = config.addresses().bind();
        return bind.isAnyLocalAddress() ? Optional.empty() : Optional.of(bind);
    }

    private NodeIdentity node() {
        return new NodeIdentity(
                nodeId,
                config.node().name(),
                config.node().datacenter(),
                config.node().server(),
                Ip.text(config.addresses().advertiseLan()),
                config.addresses().tagged(),
                meta());
    }

    /** What the operator says of the node, and the segment, which every node has. */
    Map<String, String> meta() {
        Map<String, String> meta = new LinkedHashMap<>(config.node().meta());
        meta.put(SEGMENT, "");
        return meta;
    }

    private AgentSettings agent(NodeIdentity node, @Nullable Path folder) {
        var checks =
                new AgentSettings.CheckSettings(
                        config.checkRules().remoteScripts(),
                        config.checkRules().localScripts(),
                        config.checkRules().outputMaxSize(),
                        AgentSettings.CheckSettings.DEFAULT.reapInterval(),
                        AgentSettings.CheckSettings.DEFAULT.deregisterMinimum());
        var sync =
                new AgentSettings.SyncSettings(
                        AgentSettings.SyncSettings.DEFAULT.interval(),
                        config.checkRules().updateInterval(),
                        config.checkRules().discardOutput());
        var sidecars =
                new AgentSettings.SidecarPorts(
                        config.ports().sidecarMin(), config.ports().sidecarMax());
        var remoteExec =
                new AgentSettings.RemoteExecSettings(
                        !config.node().disableRemoteExec(),
                        System.getenv()
                                .getOrDefault(
                                        "SHELL",
                                        AgentSettings.RemoteExecSettings.DISABLED.shell()));
        return new AgentSettings(node, folder, checks, sync, sidecars, remoteExec);
    }

    private Plan.ServerPlan server() {
        ServerSettings defaults =
                ServerSettings.of(
                        config.node().datacenter(),
                        config.node().name(),
                        nodeId,
                        config.addresses().rpcAdvertise().hostPort());
        Duration ttl = config.node().sessionTtlMin();
        var settings =
                new ServerSettings(
                        defaults.datacenter(),
                        defaults.nodeName(),
                        defaults.nodeId(),
                        defaults.address(),
                        founding(),
                        config.acl().keyListPolicy(),
                        config.raft().rpcHoldTimeout(),
                        ttl.isZero() ? SHORTEST_SESSION_TTL : ttl,
                        defaults.tombstoneTtl(),
                        defaults.tombstoneGranularity(),
                        defaults.reconcileInterval(),
                        autopilot(),
                        defaults.queries());
        int threshold = config.raft().snapshotThreshold();
        return new Plan.ServerPlan(
                settings,
                threshold > 0 ? threshold : SNAPSHOT_THRESHOLD,
                rpcPort(),
                new RpcLimits(
                        config.limits().rpcHandshakeTimeout(),
                        Math.max(0, config.limits().rpcMaxConnsPerClient())));
    }

    private @Nullable InetSocketAddress rpcPort() {
        Endpoint.Tcp bind = config.addresses().rpcBind();
        return bind == null ? null : bind.socketAddress();
    }

    private FoundingSettings founding() {
        JoinConfig join = config.join();
        boolean joins = !join.lan().addresses().isEmpty() || !join.startLan().isEmpty();
        return new FoundingSettings(
                config.raft().bootstrap(), config.raft().bootstrapExpect(), joins);
    }

    private AutopilotConfig autopilot() {
        var given = config.autopilot();
        return new AutopilotConfig(
                given.cleanupDeadServers(),
                given.lastContactThreshold(),
                given.maxTrailingLogs(),
                given.minQuorum(),
                given.serverStabilizationTime(),
                given.redundancyZoneTag(),
                given.disableUpgradeMigration(),
                given.upgradeVersionTag(),
                0,
                0);
    }

    private HttpSettings http() {
        HttpConfig http = config.http();
        int perClient = Math.max(0, config.limits().httpMaxConnsPerClient());
        return new HttpSettings(
                config.addresses().http().stream().map(Planning::socketAddress).toList(),
                EdgeLimits.DEFAULT.withConnectionsPerClient(perClient),
                api(http),
                new HttpSettings.Ui(http.ui(), http.uiContentPath()),
                new MetricsEndpoint.Naming(
                        config.telemetry().metricsPrefix(),
                        config.telemetry().gaugeHost(),
                        config.telemetry().prometheusRetentionTime().isPositive()),
                config.node().enableDebug());
    }

    private HttpSettings.Api api(HttpConfig http) {
        return new HttpSettings.Api(
                config.dev(),
                http.responseHeaders(),
                http.blockEndpoints(),
                http.allowWriteFrom().stream()
                        .map(network -> Subnet.parse(network.toString()))
                        .toList(),
                http.useCache(),
                http.discoveryMaxStale(),
                config.limits().kvMaxValueSize(),
                config.limits().txnMaxReqLen(),
                config.node().translateWanAddresses(),
                !http.disableUnprintableCharFilter());
    }

    private static SocketAddress socketAddress(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Tcp tcp -> tcp.socketAddress();
            case Endpoint.Udp udp -> udp.socketAddress();
            case Endpoint.Unix(var path) -> UnixDomainSocketAddress.of(path);
        };
    }

    /** What may change on reload as well. */
    DnsSettings dns() {
        DnsConfig dns = config.dns();
        return new DnsSettings(
                domain(dns.domain()),
                dns.altDomain().isEmpty() ? "" : domain(dns.altDomain()),
                config.node().datacenter(),
                config.node().name(),
                config.acl().tokens().standard(),
                dns.nodeTtl(),
                dns.serviceTtl(),
                dns.allowStale(),
                dns.maxStale(),
                dns.onlyPassing(),
                dns.udpAnswerLimit(),
                dns.aRecordLimit(),
                dns.enableTruncate(),
                !dns.disableCompression(),
                dns.nodeMetaTxt(),
                config.node().translateWanAddresses(),
                new DnsSettings.Soa(
                        (int) dns.soa().refresh(),
                        (int) dns.soa().retry(),
                        (int) dns.soa().expire(),
                        (int) dns.soa().minTtl()),
                dns.recursors().stream().map(Planning::recursor).toList(),
                dns.recursorTimeout());
    }

    private static String domain(String configured) {
        String lower = configured.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower : lower + ".";
    }

    /** An address alone, or with a port behind it; IPv6 with a port stands in brackets. */
    private static InetSocketAddress recursor(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort =
                colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String host = hasPort ? text.substring(0, colon) : text;
        int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : DNS_PORT;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(InetAddress.ofLiteral(bare), port);
    }

    private List<InetSocketAddress> dnsAddresses() {
        return config.addresses().dns().stream()
                .filter(Endpoint.Tcp.class::isInstance)
                .map(endpoint -> ((Endpoint.Tcp) endpoint).socketAddress())
                .toList();
    }

    /** Services and checks of the files; may change on reload. */
    ConfiguredDefinitions definitions() {
        return new ConfiguredDefinitions(
                config.services(),
                config.checks().stream()
                        .map(check ->
                                new CheckDefinition(
                                        check.check(), check.serviceId(), check.token()))
                        .toList());
    }

    private Plan.Tokens tokens() {
        AclConfig.Tokens tokens = config.acl().tokens();
        return new Plan.Tokens(
                tokens.standard(), tokens.agent(), tokens.agentMaster(), tokens.replication());
    }
}
