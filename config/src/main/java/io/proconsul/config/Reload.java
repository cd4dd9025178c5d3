package io.proconsul.config;

import java.util.List;

/**
 * What a reload may change. Everything else keeps its value until the agent starts anew, without a
 * word (reference, section 3).
 */
public final class Reload {
    private Reload() {}

    /** The paths of all keys that take effect without a restart, in the order of the tables. */
    public static List<String> keys() {
        return AllKeys.TABLE.keys().stream().filter(Key::reloadable).map(Key::path).toList();
    }

    /**
     * The configuration an agent runs with after a reload.
     *
     * @param running what it runs with now
     * @param fresh what its sources say now
     */
    public static AgentConfig apply(AgentConfig running, AgentConfig fresh) {
        return new AgentConfig(
                running.dev(),
                node(running.node(), fresh.node()),
                running.ports(),
                running.addresses(),
                running.join(),
                running.gossip(),
                tls(running.tls(), fresh.tls()),
                running.autoEncrypt(),
                running.autoConfig(),
                acl(running.acl(), fresh.acl()),
                connect(running.connect(), fresh.connect()),
                dns(running.dns(), fresh.dns()),
                running.http(),
                limits(running.limits(), fresh.limits()),
                fresh.cache(),
                telemetry(running.telemetry(), fresh.telemetry()),
                running.raft(),
                running.autopilot(),
                checks(running.checkRules(), fresh.checkRules()),
                log(running.log(), fresh.log()),
                fresh.services(),
                fresh.checks(),
                fresh.watches());
    }

    private static NodeConfig node(NodeConfig running, NodeConfig fresh) {
        return new NodeConfig(
                running.name(),
                running.id(),
                running.randomId(),
                running.datacenter(),
                running.primaryDatacenter(),
                running.dataDir(),
                fresh.meta(),
                running.server(),
                running.pidFile(),
                running.rejoinAfterLeave(),
                running.leaveOnTerminate(),
                running.skipLeaveOnInterrupt(),
                running.enableDebug(),
                running.disableUpdateCheck(),
                running.disableAnonymousSignature(),
                running.disableCoordinates(),
                running.disableRemoteExec(),
                running.translateWanAddresses(),
                running.centralServiceConfig(),
                running.sessionTtlMin());
    }

    private static TlsConfig tls(TlsConfig running, TlsConfig fresh) {
        return new TlsConfig(
                fresh.caFile(),
                fresh.caPath(),
                fresh.certFile(),
                fresh.keyFile(),
                running.serverName(),
                running.verifyIncoming(),
                running.verifyIncomingRpc(),
                running.verifyIncomingHttps(),
                running.verifyOutgoing(),
                running.verifyServerHostname(),
                running.minVersion(),
                running.cipherSuites(),
                running.preferServerCipherSuites());
    }

    private static AclConfig acl(AclConfig running, AclConfig fresh) {
        return new AclConfig(
                running.enabled(),
                running.defaultPolicy(),
                running.downPolicy(),
                running.tokenTtl(),
                running.policyTtl(),
                running.roleTtl(),
                running.tokenReplication(),
                running.keyListPolicy(),
                running.tokenPersistence(),
                fresh.tokens());
    }

    private static ConnectConfig connect(ConnectConfig running, ConnectConfig fresh) {
        return new ConnectConfig(
                running.enabled(),
                running.caProvider(),
                running.caConfig(),
                running.meshGatewayWanFederation(),
                running.testLeafRootChangeSpread(),
                fresh.configEntries());
    }

    private static DnsConfig dns(DnsConfig running, DnsConfig fresh) {
        return new DnsConfig(
                running.domain(),
                running.altDomain(),
                running.recursors(),
                fresh.allowStale(),
                fresh.maxStale(),
                fresh.nodeTtl(),
                fresh.serviceTtl(),
                fresh.onlyPassing(),
                fresh.enableTruncate(),
                fresh.disableCompression(),
                fresh.useCache(),
                fresh.cacheMaxAge(),
                fresh.udpAnswerLimit(),
                fresh.aRecordLimit(),
                fresh.recursorTimeout(),
                fresh.nodeMetaTxt(),
                fresh.soa());
    }

    private static LimitConfig limits(LimitConfig running, LimitConfig fresh) {
        return new LimitConfig(
                fresh.httpMaxConnsPerClient(),
                running.httpsHandshakeTimeout(),
                fresh.rpcRate(),
                fresh.rpcMaxBurst(),
                running.rpcHandshakeTimeout(),
                fresh.rpcMaxConnsPerClient(),
                running.kvMaxValueSize(),
                running.txnMaxReqLen());
    }

    private static TelemetryConfig telemetry(TelemetryConfig running, TelemetryConfig fresh) {
        return new TelemetryConfig(
                running.metricsPrefix(),
                running.statsdAddress(),
                running.statsiteAddress(),
                running.dogstatsdAddress(),
                running.dogstatsdTags(),
                running.disableHostname(),
                running.filterDefault(),
                fresh.allowedPrefixes(),
                fresh.blockedPrefixes(),
                running.prometheusRetentionTime(),
                running.circonus(),
                running.hostName());
    }

    private static CheckConfig checks(CheckConfig running, CheckConfig fresh) {
        return new CheckConfig(
                running.outputMaxSize(),
                running.updateInterval(),
                fresh.discardOutput(),
                running.remoteScripts(),
                running.localScripts(),
                running.agentTls());
    }

    private static LogConfig log(LogConfig running, LogConfig fresh) {
        return new LogConfig(
                fresh.level(),
                running.json(),
                running.file(),
                running.rotateBytes(),
                running.rotateDuration(),
                running.rotateMaxFiles(),
                running.syslog(),
                running.syslogFacility());
    }
}
