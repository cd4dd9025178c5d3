package io.proconsul.config;

import io.proconsul.config.AddressKeys.SegmentKeys;
import io.proconsul.config.address.AddressTemplates;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.wire.GoDuration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the record out of the settings. Errors that end the building come in the recorded order;
 * wrong values are only noted, for the rules to report.
 */
final class ConfigBuilder {
    private final Machine machine;

    ConfigBuilder(Machine machine) {
        this.machine = machine;
    }

    AgentConfig build(Settings settings, boolean dev) throws ConfigException {
        var expansion = new AddressExpansion(new AddressTemplates(machine.interfaces()));
        Map<String, Duration> serviceTtl = serviceTtl(settings);
        List<CheckDefinition> checks =
                settings.get(NodeKeys.CHECKS).stream().map(CheckDefinition::of).toList();
        List<ServiceDefinition> services =
                settings.get(NodeKeys.SERVICES).stream().map(ServiceReading::service).toList();
        PortConfig ports = PortConfig.of(settings);
        AddressConfig addresses =
                AddressConfig.of(settings, ports, expansion, machine.interfaces());
        List<String> recursors = expansion.recursors(settings);
        checkSegments(settings);
        TelemetryConfig telemetry = TelemetryConfig.of(settings, machine.hostName());
        RaftConfig raft = RaftConfig.of(settings, dev);
        AutoEncryptConfig autoEncrypt = AutoEncryptConfig.of(settings);
        AutoConfig autoConfig = AutoConfig.of(settings, machine.variable("CONSUL_INTRO_TOKEN"));
        ConnectConfig connect = connect(settings, autoEncrypt, autoConfig);
        warnAclDatacenter(settings);
        ConfigEntries.check(settings);
        GossipConfig gossip = GossipConfig.of(settings);
        CacheConfig cache = CacheConfig.of(settings);
        warnBootstrapExpect(settings);
        return new AgentConfig(
                dev,
                NodeConfig.of(settings, machine.hostName()),
                ports,
                addresses,
                JoinConfig.of(settings, expansion),
                gossip,
                TlsConfig.of(settings),
                autoEncrypt,
                autoConfig,
                AclConfig.of(settings),
                connect,
                DnsConfig.of(settings, recursors, serviceTtl),
                HttpConfig.of(settings),
                LimitConfig.of(settings),
                cache,
                telemetry,
                raft,
                AutopilotConfig.of(settings),
                CheckConfig.of(settings),
                LogConfig.of(settings),
                services,
                checks,
                settings.get(NodeKeys.WATCHES));
    }

    private static Map<String, Duration> serviceTtl(Settings settings) {
        var durations = new LinkedHashMap<String, Duration>();
        settings.get(ServingKeys.DNS_SERVICE_TTL)
                .forEach((name, text) -> {
                    try {
                        durations.put(name, GoDuration.parse(text));
                    } catch (IllegalArgumentException wrong) {
                        settings.problemAlone(
                                ServingKeys.DNS_SERVICE_TTL,
                                "dns_config.service_ttl["
                                        + GoErrors.quote(name)
                                        + "]: invalid duration: "
                                        + GoErrors.quote(text)
                                        + ": "
                                        + wrong.getMessage());
                    }
                });
        return durations;
    }

    private static void checkSegments(Settings settings) throws ConfigException {
        for (Settings segment : settings.get(AddressKeys.SEGMENTS)) {
            if (segment.get(SegmentKeys.PORT) <= 0) {
                throw settings.wrong(
                        AddressKeys.SEGMENTS,
                        "Port for segment "
                                + GoErrors.quote(segment.get(SegmentKeys.NAME))
                                + " cannot be <= 0");
            }
        }
    }

    /** Giving out certificates and introducing clients need the mesh. */
    private static ConnectConfig connect(
            Settings settings, AutoEncryptConfig autoEncrypt, AutoConfig autoConfig)
            throws ConfigException {
        boolean enabled =
                settings.get(SecurityKeys.CONNECT_ENABLED)
                        || autoEncrypt.allowTls()
                        || autoConfig.enabled();
        boolean federation = settings.get(SecurityKeys.CONNECT_MESH_GATEWAY_WAN_FEDERATION);
        if (federation && !enabled) {
            throw settings.wrong(
                    SecurityKeys.CONNECT_MESH_GATEWAY_WAN_FEDERATION,
                    "'connect.enable_mesh_gateway_wan_federation=true' requires"
                            + " 'connect.enabled=true'");
        }
        return new ConnectConfig(
                enabled,
                settings.get(SecurityKeys.CONNECT_CA_PROVIDER),
                CaProvider.withApiNames(settings.get(SecurityKeys.CONNECT_CA_CONFIG)),
                federation,
                settings.get(SecurityKeys.CONNECT_TEST_CA_LEAF_ROOT_CHANGE_SPREAD),
                settings.get(SecurityKeys.CONFIG_ENTRIES_BOOTSTRAP));
    }

    private static void warnAclDatacenter(Settings settings) {
        if (settings.has(SecurityKeys.ACL_DATACENTER)) {
            settings.warn(
                    "The 'acl_datacenter' field is deprecated. Use the 'primary_datacenter' field"
                            + " instead.");
        }
    }

    private static void warnBootstrapExpect(Settings settings) {
        if (settings.get(NodeKeys.BOOTSTRAP_EXPECT) == 1) {
            settings.warn("BootstrapExpect is set to 1; this is the same as Bootstrap mode.");
        }
    }
}
