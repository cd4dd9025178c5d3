package io.proconsul.config;

import io.proconsul.model.catalog.ServiceDefinition;

import java.util.List;
import java.util.Map;

/**
 * Everything an agent is told when it starts: read, merged and checked. Grouped by topic.
 *
 * @param dev development mode: nothing is written to disk
 * @param services defined in files, in the order of the files
 * @param checks defined in files for the node or for services by their id
 * @param watches as written, not yet understood
 */
public record AgentConfig(
        boolean dev,
        NodeConfig node,
        PortConfig ports,
        AddressConfig addresses,
        JoinConfig join,
        GossipConfig gossip,
        TlsConfig tls,
        AutoEncryptConfig autoEncrypt,
        AutoConfig autoConfig,
        AclConfig acl,
        ConnectConfig connect,
        DnsConfig dns,
        HttpConfig http,
        LimitConfig limits,
        CacheConfig cache,
        TelemetryConfig telemetry,
        RaftConfig raft,
        AutopilotConfig autopilot,
        CheckConfig checkRules,
        LogConfig log,
        List<ServiceDefinition> services,
        List<CheckDefinition> checks,
        List<Map<String, Object>> watches) {}
