package io.proconsul.config;

import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.runtime.disk.FileTree;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
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
        var addresses = new AddressRules(config, settings);
        var servers = new ServerRules(config, settings);
        checkDatacenter();
        checkDataDir();
        checkUiPath();
        checkDataDirKind();
        checkNodeName();
        addresses.checkAdvertised();
        checkSegments();
        addresses.checkDns();
        servers.checkBootstrap();
        checkAmounts();
        checkNodeMeta();
        checkEncrypt();
        servers.checkFederation();
        servers.checkGateways();
        checkOldData();
        addresses.checkConflicts();
        problems.throwIfAny();
        checkServices();
        checkCa();
        checkAutoEncrypt();
        servers.warn();
        warnAboutScripts();
        checkOpenFiles();
        new AutoConfigRules(config, settings).check();
    }

    private void checkDatacenter() throws ConfigException {
        String datacenter = config.node().datacenter();
        settings.refuseIf(datacenter.isEmpty(), NodeKeys.DATACENTER, "datacenter cannot be empty");
        settings.refuseIf(
                !DATACENTER.matcher(datacenter).matches(),
                NodeKeys.DATACENTER,
                "datacenter cannot be "
                        + GoErrors.quote(datacenter)
                        + ". Please use only [a-z0-9-_]");
    }

    private void checkDataDir() throws ConfigException {
        boolean missing = config.node().dataDir().isEmpty() && !config.dev();
        settings.refuseIf(missing, NodeKeys.DATA_DIR, "data_dir cannot be empty");
    }

    private void checkUiPath() throws ConfigException {
        String path = config.http().uiContentPath();
        settings.refuseIf(
                !UI_PATH.matcher(path).matches(),
                ServingKeys.UI_CONTENT_PATH,
                "ui-content-path can only contain alphanumeric, -, _, or /. received: " + path);
        settings.refuseIf(
                VERSION_PATH.matcher(path).matches(),
                ServingKeys.UI_CONTENT_PATH,
                "ui-content-path cannot have 'v[0-9]'. received: " + path);
    }

    private void checkDataDirKind() throws ConfigException {
        if (config.dev()) {
            return;
        }
        String dataDir = config.node().dataDir();
        settings.refuseIf(
                kind(dataDir) == FileTree.Kind.FILE,
                NodeKeys.DATA_DIR,
                "data_dir " + GoErrors.quote(dataDir) + " is not a directory");
    }

    private FileTree.Kind kind(String path) throws ConfigException {
        try {
            return machine.files().kind(Path.of(path));
        } catch (IOException | InvalidPathException broken) {
            throw new ConfigException(
                    "Error getting info on data_dir: stat "
                            + path
                            + ": "
                            + SourceFiles.cause(broken));
        }
    }

    private void checkNodeName() throws ConfigException {
        String name = config.node().name();
        settings.refuseIf(name.isEmpty(), NodeKeys.NODE_NAME, "node_name cannot be empty");
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

    private void checkSegments() throws ConfigException {
        boolean segments =
                !settings.get(AddressKeys.SEGMENT).isEmpty()
                        || !settings.get(AddressKeys.SEGMENTS).isEmpty();
        settings.refuseIf(
                segments,
                AddressKeys.SEGMENT,
                "Network segments are not supported in this version of Consul");
    }

    private void checkAmounts() throws ConfigException {
        settings.refuseIf(
                config.checkRules().outputMaxSize() < 1,
                NodeKeys.CHECK_OUTPUT_MAX_SIZE,
                "check_output_max_size must be positive, to discard check output use the"
                        + " discard_check_output flag");
        notNegative(ServerKeys.AUTOPILOT_MAX_TRAILING_LOGS, config.autopilot().maxTrailingLogs());
        String primary = config.node().primaryDatacenter();
        settings.refuseIf(
                !DATACENTER.matcher(primary).matches(),
                NodeKeys.PRIMARY_DATACENTER,
                "acl_datacenter cannot be "
                        + GoErrors.quote(primary)
                        + ". Please use only [a-z0-9-_]");
        settings.refuseIf(
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
        settings.refuseIf(
                value < 0,
                key,
                key.path() + " cannot be " + value + ". Must be greater than or equal to zero");
    }

    private void checkNodeMeta() throws ConfigException {
        String wrong = Metadata.wrong(config.node().meta(), "");
        settings.refuseIf(!wrong.isEmpty(), NodeKeys.NODE_META, "node_meta invalid: " + wrong);
    }

    private void checkEncrypt() throws ConfigException {
        String key = config.gossip().encryptKey();
        if (key.isEmpty()) {
            return;
        }
        String wrong = Base64Key.wrong(key);
        settings.refuseIf(
                !wrong.isEmpty(), AddressKeys.ENCRYPT, "encrypt has invalid key: " + wrong);
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

    /** A data folder of a release before 0.6 cannot be used. */
    private void checkOldData() throws ConfigException {
        if (!config.node().server() || config.node().dataDir().isEmpty()) {
            return;
        }
        String old = Path.of(config.node().dataDir(), "mdb").toString();
        settings.refuseIf(
                kind(old) != FileTree.Kind.MISSING,
                NodeKeys.DATA_DIR,
                "CRITICAL: Deprecated data folder found at "
                        + GoErrors.quote(old)
                        + "!\n"
                        + "Consul will refuse to boot with this directory present.\n"
                        + "See https://www.consul.io/docs/upgrade-specific.html for more"
                        + " information.");
    }

    private void checkServices() throws ConfigException {
        for (ServiceDefinition service : config.services()) {
            List<String> errors = ServiceRules.errors(service);
            settings.refuseIf(
                    !errors.isEmpty(),
                    NodeKeys.SERVICES,
                    "service " + GoErrors.quote(service.name()) + ": " + GoErrors.list(errors));
        }
    }

    private void checkCa() throws ConfigException {
        String wrong = CaProvider.wrong(config.connect().caProvider(), config.connect().caConfig());
        settings.refuseIf(!wrong.isEmpty(), SecurityKeys.CONNECT_CA_PROVIDER, wrong);
    }

    private void checkAutoEncrypt() throws ConfigException {
        boolean server = config.node().server();
        settings.refuseIf(
                server && config.autoEncrypt().tls(),
                SecurityKeys.AUTO_ENCRYPT_TLS,
                "auto_encrypt.tls can only be used on a client.");
        settings.refuseIf(
                !server && config.autoEncrypt().allowTls(),
                SecurityKeys.AUTO_ENCRYPT_ALLOW_TLS,
                "auto_encrypt.allow_tls can only be used on a server.");
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
        settings.refuseIf(
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
