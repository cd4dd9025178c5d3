package io.proconsul.app;

import io.proconsul.config.AgentConfig;
import io.proconsul.config.TlsConfig;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a configuration must keep that is only looked at when an agent starts with it, in the order
 * and the words of 1.8.7 (vectors cfg-058, cfg-059, cfg-117, cfg-119, cfg-121, cfg-135, cfg-136;
 * the others were observed).
 */
final class StartRules {
    private static final List<String> TLS_VERSIONS = List.of("tls10", "tls11", "tls12", "tls13");
    private static final Set<String> DEFAULT_POLICIES = Set.of("allow", "deny");
    private static final Set<String> DOWN_POLICIES =
            Set.of("allow", "deny", "extend-cache", "async-cache");
    private static final int PROTOCOL_MIN = 2;
    private static final int PROTOCOL_MAX = 3;
    private static final int RAFT_PROTOCOL_MAX = 3;

    private StartRules() {}

    /**
     * Before the banner.
     *
     * @throws StartUpException naming the file that cannot be read or the setting that is missing
     */
    static void checkTls(AgentConfig config) throws StartUpException {
        TlsConfig tls = config.tls();
        String wrong = brokenTls(tls, config.autoEncrypt().tls());
        if (wrong != null) {
            throw new StartUpException(wrong);
        }
    }

    private static @Nullable String brokenTls(TlsConfig tls, boolean autoEncrypt) {
        boolean pair = !tls.certFile().isEmpty() && !tls.keyFile().isEmpty();
        if (pair && missing(tls.certFile())) {
            return "Failed to load cert/key pair: open " + noSuchFile(tls.certFile());
        }
        if (pair && missing(tls.keyFile())) {
            return "Failed to load cert/key pair: open " + noSuchFile(tls.keyFile());
        }
        if (!tls.caFile().isEmpty()) {
            if (missing(tls.caFile())) {
                return "Error loading from %s: open %s"
                        .formatted(tls.caFile(), noSuchFile(tls.caFile()));
            }
        } else if (!tls.caPath().isEmpty() && missing(tls.caPath())) {
            return "lstat " + noSuchFile(tls.caPath());
        }
        if (!tls.minVersion().isEmpty() && !TLS_VERSIONS.contains(tls.minVersion())) {
            return "TLSMinVersion: value %s not supported, please specify one of [%s]"
                    .formatted(tls.minVersion(), String.join(", ", TLS_VERSIONS));
        }
        return brokenVerification(tls, pair || autoEncrypt);
    }

    private static @Nullable String brokenVerification(TlsConfig tls, boolean ownCertificate) {
        boolean authority = !tls.caFile().isEmpty() || !tls.caPath().isEmpty();
        boolean incoming =
                tls.verifyIncoming() || tls.verifyIncomingRpc() || tls.verifyIncomingHttps();
        if (tls.verifyOutgoing() && !authority) {
            return "VerifyOutgoing set, and no CA certificate provided!";
        }
        if (incoming && !authority) {
            return "VerifyIncoming set but no CA certificates were provided";
        }
        return incoming && !ownCertificate
                ? "VerifyIncoming requires either a Cert and Key pair in the configuration file, or"
                        + " auto_encrypt/auto_config be enabled"
                : null;
    }

    private static boolean missing(String file) {
        return !Files.exists(Path.of(file));
    }

    private static String noSuchFile(String file) {
        return file + ": no such file or directory";
    }

    /**
     * After the banner, before anything is opened.
     *
     * @throws IOException naming the value that is not supported
     */
    static void checkProtocols(AgentConfig config) throws IOException {
        boolean server = config.node().server();
        String wrong = brokenProtocol(config, server);
        if (wrong != null) {
            throw new IOException(
                    "Failed to start Consul " + (server ? "server" : "client") + ": " + wrong);
        }
    }

    private static @Nullable String brokenProtocol(AgentConfig config, boolean server) {
        int protocol = config.raft().protocol();
        if (protocol < PROTOCOL_MIN || protocol > PROTOCOL_MAX) {
            return "Protocol version '%d' too %s. Must be in range: [%d, %d]"
                    .formatted(
                            protocol,
                            protocol < PROTOCOL_MIN ? "low" : "high",
                            PROTOCOL_MIN,
                            PROTOCOL_MAX);
        }
        if (!DEFAULT_POLICIES.contains(config.acl().defaultPolicy())) {
            return "Unsupported default ACL policy: " + config.acl().defaultPolicy();
        }
        if (!DOWN_POLICIES.contains(config.acl().downPolicy())) {
            return "Unsupported down ACL policy: " + config.acl().downPolicy();
        }
        int raft = config.raft().raftProtocol();
        return server && (raft < 0 || raft > RAFT_PROTOCOL_MAX)
                ? "Failed to start Raft: Protocol version %d must be >= 1 and <= %d"
                        .formatted(raft, RAFT_PROTOCOL_MAX)
                : null;
    }
}
