package io.proconsul.config;

import io.proconsul.config.Endpoint.Tcp;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.runtime.disk.FileTree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks a configuration as a whole; the first rule that is broken is reported (reference, section
 * 7).
 */
final class ConfigRules {
    private static final Pattern DATACENTER = Pattern.compile("[a-z0-9_-]+");
    private static final Pattern UI_PATH = Pattern.compile("[A-Za-z0-9_/-]+");
    private static final Pattern VERSION_PATH = Pattern.compile("/v[0-9]+/");
    private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9\\-]+");
    private static final int LABEL_MAX = 63;
    private static final int FILES_RESERVED = 20;
    private static final String CONSENSUS_TABLE =
            "See https://www.consul.io/docs/internals/consensus.html#deployment-table";

    private final AgentConfig config;
    private final Settings settings;
    private final Machine machine;
    private final Problems problems;

    ConfigRules(AgentConfig config, Settings settings, Machine machine, Problems problems) {
        this.config = config;
        this.settings = settings;
        this.machine = machine;
        this.problems = problems;
    }

    void check() throws ConfigException {
        checkDatacenter();
        checkDataDir();
        checkUiPath();
        checkDataDirKind();
        checkNodeName();
        checkAdvertised();
        checkSegments();
        checkDns();
        checkBootstrap();
        checkAmounts();
        checkNodeMeta();
        checkEncrypt();
        checkFederation();
        checkGateways();
        checkOldData();
        checkConflicts();
        problems.throwIfAny();
        checkServices();
        checkCa();
        checkAutoEncrypt();
        warnAboutServers();
        warnAboutScripts();
        checkOpenFiles();
        new AutoConfigRules(config, settings).check();
    }

    private void breaks(boolean broken, Key<?> key, String text) throws ConfigException {
        if (broken) {
            throw settings.wrong(key, text);
        }
    }

    private void checkDatacenter() throws ConfigException {
        String datacenter = config.node().datacenter();
        breaks(datacenter.isEmpty(), NodeKeys.DATACENTER, "datacenter cannot be empty");
        breaks(
                !DATACENTER.matcher(datacenter).matches(),
                NodeKeys.DATACENTER,
                "datacenter cannot be "
                        + GoErrors.quote(datacenter)
                        + ". Please use only [a-z0-9-_]");
    }

    private void checkDataDir() throws ConfigException {
        boolean missing = config.node().dataDir().isEmpty() && !config.dev();
        breaks(missing, NodeKeys.DATA_DIR, "data_dir cannot be empty");
    }

    private void checkUiPath() throws ConfigException {
        String path = config.http().uiContentPath();
        breaks(
                !UI_PATH.matcher(path).matches(),
                ServingKeys.UI_CONTENT_PATH,
                "ui-content-path can only contain alphanumeric, -, _, or /. received: " + path);
        breaks(
                VERSION_PATH.matcher(path).matches(),
                ServingKeys.UI_CONTENT_PATH,
                "ui-content-path cannot have 'v[0-9]'. received: " + path);
    }

    private void checkDataDirKind() throws ConfigException {
        if (config.dev()) {
            return;
        }
        String dataDir = config.node().dataDir();
        breaks(
                kind(dataDir) == FileTree.Kind.FILE,
                NodeKeys.DATA_DIR,
                "data_dir " + GoErrors.quote(dataDir) + " is not a directory");
    }

    private FileTree.Kind kind(String path) throws ConfigException {
        try {
            return machine.files().kind(Path.of(path));
        } catch (IOException | java.nio.file.InvalidPathException broken) {
            throw new ConfigException("Error getting info on data_dir: " + broken.getMessage());
        }
    }

    private void checkNodeName() throws ConfigException {
        String name = config.node().name();
        breaks(name.isEmpty(), NodeKeys.NODE_NAME, "node_name cannot be empty");
        String invisible =
                "Node name " + GoErrors.quote(name) + " will not be discoverable via DNS due to ";
        if (!DNS_NAME.matcher(name).matches()) {
            settings.warn(
                    invisible
                            + "invalid characters. Valid characters include all alpha-numerics and"
                            + " dashes.");
        } else if (name.length() > LABEL_MAX) {
            settings.warn(
                    invisible + "it being too long. Valid lengths are between 1 and 63 bytes.");
        }
    }

    private void checkAdvertised() throws ConfigException {
        breaks(
                Endpoint.isAny(config.addresses().advertiseLan()),
                AddressKeys.ADVERTISE_ADDR,
                "Advertise address cannot be 0.0.0.0, :: or [::]");
        breaks(
                Endpoint.isAny(config.addresses().advertiseWan()),
                AddressKeys.ADVERTISE_ADDR_WAN,
                "Advertise WAN address cannot be 0.0.0.0, :: or [::]");
    }

    private void checkSegments() throws ConfigException {
        boolean segments =
                !settings.get(AddressKeys.SEGMENT).isEmpty()
                        || !settings.get(AddressKeys.SEGMENTS).isEmpty();
        breaks(
                segments,
                AddressKeys.SEGMENT,
                "Network segments are not supported in this version of Consul");
    }

    private void checkDns() throws ConfigException {
        boolean socket =
                config.addresses().dns().stream().anyMatch(Endpoint.Unix.class::isInstance);
        breaks(socket, AddressKeys.ADDRESSES_DNS, "DNS address cannot be a unix socket");
        boolean any =
                config.dns().recursors().stream()
                        .anyMatch(List.of("0.0.0.0", "::", "[::]")::contains);
        breaks(any, AddressKeys.RECURSORS, "DNS recursor address cannot be 0.0.0.0, :: or [::]");
        String datacenter = config.node().datacenter();
        List<String> reserved = List.of("service", "connect", "node", "query", "addr", datacenter);
        String domain = config.dns().altDomain();
        breaks(
                reserved.stream().anyMatch(word -> domain.startsWith(word + ".")),
                ServingKeys.ALT_DOMAIN,
                "alt_domain cannot start with {" + String.join(",", reserved) + "}");
    }

    private void checkBootstrap() throws ConfigException {
        boolean bootstrap = config.raft().bootstrap();
        boolean server = config.node().server();
        int expect = config.raft().bootstrapExpect();
        breaks(
                bootstrap && !server,
                NodeKeys.BOOTSTRAP,
                "'bootstrap = true' requires 'server = true'");
        Key<Integer> key = NodeKeys.BOOTSTRAP_EXPECT;
        breaks(
                expect < 0,
                key,
                "bootstrap_expect cannot be " + expect + ". Must be greater than or equal to zero");
        breaks(expect > 0 && !server, key, "'bootstrap_expect > 0' requires 'server = true'");
        breaks(expect > 0 && config.dev(), key, "'bootstrap_expect > 0' not allowed in dev mode");
        breaks(
                expect > 0 && bootstrap,
                key,
                "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive");
    }

    private void checkAmounts() throws ConfigException {
        breaks(
                config.checkRules().outputMaxSize() < 1,
                NodeKeys.CHECK_OUTPUT_MAX_SIZE,
                "check_output_max_size must be positive, to discard check output use the"
                        + " discard_check_output flag");
        notNegative(ServerKeys.AUTOPILOT_MAX_TRAILING_LOGS, config.autopilot().maxTrailingLogs());
        String primary = config.node().primaryDatacenter();
        breaks(
                !DATACENTER.matcher(primary).matches(),
                NodeKeys.PRIMARY_DATACENTER,
                "acl_datacenter cannot be "
                        + GoErrors.quote(primary)
                        + ". Please use only [a-z0-9-_]");
        breaks(
                !config.dev() && config.http().ui() && !config.http().uiDir().isEmpty(),
                ServingKeys.UI_DIR,
                """
                Both the ui and ui-dir flags were specified, please provide only one.
                If trying to use your own web UI resources, use the ui-dir flag.
                The web UI is included in the binary so use ui to enable it\
                """);
        notNegative(ServingKeys.DNS_UDP_ANSWER_LIMIT, config.dns().udpAnswerLimit());
        notNegative(ServingKeys.DNS_A_RECORD_LIMIT, config.dns().aRecordLimit());
    }

    private void notNegative(Key<Integer> key, int value) throws ConfigException {
        breaks(
                value < 0,
                key,
                key.path() + " cannot be " + value + ". Must be greater than or equal to zero");
    }

    private void checkNodeMeta() throws ConfigException {
        String wrong = Metadata.wrong(config.node().meta(), "");
        breaks(!wrong.isEmpty(), NodeKeys.NODE_META, "node_meta invalid: " + wrong);
    }

    private void checkEncrypt() throws ConfigException {
        String key = config.gossip().encryptKey();
        if (key.isEmpty()) {
            return;
        }
        String wrong = Base64Key.wrong(key);
        breaks(!wrong.isEmpty(), AddressKeys.ENCRYPT, "encrypt has invalid key: " + wrong);
        warnAboutKeyring("LAN", "local.keyring");
        if (config.node().server()) {
            warnAboutKeyring("WAN", "remote.keyring");
        }
    }

    private void warnAboutKeyring(String pool, String file) throws ConfigException {
        String keyring = Path.of(config.node().dataDir(), "serf", file).toString();
        if (kind(keyring) == FileTree.Kind.FILE) {
            settings.warn("WARNING: " + pool + " keyring exists but -encrypt given, using keyring");
        }
    }

    private void checkFederation() throws ConfigException {
        if (!config.connect().meshGatewayWanFederation()) {
            return;
        }
        Key<Boolean> key = SecurityKeys.CONNECT_MESH_GATEWAY_WAN_FEDERATION;
        String federation = "'connect.enable_mesh_gateway_wan_federation = true'";
        breaks(!config.node().server(), key, federation + " requires 'server = true'");
        breaks(
                config.node().name().contains("/"),
                key,
                federation + " requires that 'node_name' not contain '/' characters");
        breaks(
                !config.join().startWan().isEmpty(),
                NodeKeys.START_JOIN_WAN,
                "'start_join_wan' is incompatible with " + federation);
        breaks(
                !config.join().wan().addresses().isEmpty(),
                NodeKeys.RETRY_JOIN_WAN,
                "'retry_join_wan' is incompatible with " + federation);
    }

    private void checkGateways() throws ConfigException {
        if (config.join().primaryGateways().isEmpty()) {
            return;
        }
        Key<List<String>> key = NodeKeys.PRIMARY_GATEWAYS;
        breaks(!config.node().server(), key, "'primary_gateways' requires 'server = true'");
        breaks(
                config.node().primaryDatacenter().equals(config.node().datacenter()),
                key,
                "'primary_gateways' should only be configured in a secondary datacenter");
    }

    /** A data folder of a release before 0.6 cannot be used. */
    private void checkOldData() throws ConfigException {
        if (!config.node().server() || config.node().dataDir().isEmpty()) {
            return;
        }
        String old = Path.of(config.node().dataDir(), "mdb").toString();
        breaks(
                kind(old) != FileTree.Kind.MISSING,
                NodeKeys.DATA_DIR,
                "CRITICAL: Deprecated data folder found at "
                        + GoErrors.quote(old)
                        + "!\n"
                        + "Consul will refuse to boot with this directory present.\n"
                        + "See https://www.consul.io/docs/upgrade-specific.html for more"
                        + " information.");
    }

    /** No two parts may listen at one place. */
    private void checkConflicts() throws ConfigException {
        Map<String, String> users = new HashMap<>();
        AddressConfig addresses = config.addresses();
        for (Endpoint dns : addresses.dns()) {
            claim(users, "DNS", dns, AddressKeys.PORTS_DNS);
        }
        for (Endpoint http : addresses.http()) {
            claim(users, "HTTP", http, AddressKeys.PORTS_HTTP);
        }
        for (Endpoint https : addresses.https()) {
            claim(users, "HTTPS", https, AddressKeys.PORTS_HTTPS);
        }
        claim(users, "RPC Advertise", addresses.rpcAdvertise(), AddressKeys.PORTS_SERVER);
        claim(
                users,
                "Serf Advertise LAN",
                addresses.serfAdvertiseLan(),
                AddressKeys.PORTS_SERF_LAN);
        Tcp wan = addresses.serfAdvertiseWan();
        if (wan != null) {
            claim(users, "Serf Advertise WAN", wan, AddressKeys.PORTS_SERF_WAN);
        }
    }

    /** UDP and TCP do not disturb each other. */
    private void claim(Map<String, String> users, String user, Endpoint endpoint, Key<?> key)
            throws ConfigException {
        String place = endpoint.toString();
        String before = users.put(place, user);
        breaks(
                before != null,
                key,
                user
                        + " address "
                        + place.substring(place.indexOf("://") + 3)
                        + " already configured for "
                        + before);
    }

    private void checkServices() throws ConfigException {
        for (ServiceDefinition service : config.services()) {
            List<String> errors = ServiceRules.errors(service);
            breaks(
                    !errors.isEmpty(),
                    NodeKeys.SERVICES,
                    "service " + GoErrors.quote(service.name()) + ": " + GoErrors.list(errors));
        }
    }

    private void checkCa() throws ConfigException {
        String wrong = CaProvider.wrong(config.connect().caProvider(), config.connect().caConfig());
        breaks(!wrong.isEmpty(), SecurityKeys.CONNECT_CA_PROVIDER, wrong);
    }

    private void checkAutoEncrypt() throws ConfigException {
        boolean server = config.node().server();
        breaks(
                server && config.autoEncrypt().tls(),
                SecurityKeys.AUTO_ENCRYPT_TLS,
                "auto_encrypt.tls can only be used on a client.");
        breaks(
                !server && config.autoEncrypt().allowTls(),
                SecurityKeys.AUTO_ENCRYPT_ALLOW_TLS,
                "auto_encrypt.allow_tls can only be used on a server.");
    }

    private void warnAboutServers() {
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

    private void warnAboutScripts() {
        boolean open = !config.acl().enabled() && config.http().allowWriteFrom().isEmpty();
        if (config.checkRules().remoteScripts() && open) {
            settings.warn(
                    "using enable-script-checks without ACLs and without allow_write_http_from is"
                        + " DANGEROUS, use enable-local-script-checks instead, see"
                        + " https://www.hashicorp.com/blog/protecting-consul-from-rce-risk-in-specific-configurations/");
        }
    }

    private void checkOpenFiles() throws ConfigException {
        int wanted = config.limits().httpMaxConnsPerClient();
        long allowed = machine.openFilesMax().orElse(Long.MAX_VALUE);
        long needed = (long) wanted + FILES_RESERVED;
        breaks(
                wanted > 0 && needed > allowed,
                ServingKeys.HTTP_MAX_CONNS_PER_CLIENT,
                "system allows a max of "
                        + allowed
                        + " file descriptors, but"
                        + " limits.http_max_conns_per_client: "
                        + wanted
                        + " needs at least "
                        + needed);
    }
}
