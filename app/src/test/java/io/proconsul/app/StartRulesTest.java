package io.proconsul.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.proconsul.config.AgentConfig;
import io.proconsul.config.AgentFlags;
import io.proconsul.config.ConfigLoader;
import io.proconsul.config.Machine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every text was recorded of the genuine agent. */
final class StartRulesTest {
    @TempDir Path folder;

    private AgentConfig config(String settings) throws Exception {
        var flags = new AgentFlags();
        flags.parse(List.of("-data-dir=" + folder, "-bind=127.0.0.1", "-hcl=" + settings));
        return new ConfigLoader(Machine.system()).load(flags.input()).config();
    }

    private String tls(String settings) throws Exception {
        AgentConfig config = config(settings);
        return String.valueOf(catchThrowable(() -> StartRules.checkTls(config)).getMessage());
    }

    private String protocols(String settings) throws Exception {
        AgentConfig config = config(settings);
        return String.valueOf(catchThrowable(() -> StartRules.checkProtocols(config)).getMessage());
    }

    @Test
    void what_starts_without_more_is_let_through() throws Exception {
        AgentConfig plain = config("server = true bootstrap = true");

        assertThatCode(() -> StartRules.checkTls(plain)).doesNotThrowAnyException();
        assertThatCode(() -> StartRules.checkProtocols(plain)).doesNotThrowAnyException();
    }

    @Test
    void files_that_are_missing_are_named() throws Exception {
        assertThat(tls("ca_file = \"none.pem\" verify_outgoing = true"))
                .isEqualTo("Error loading from none.pem: open none.pem: no such file or directory");
        assertThat(tls("ca_path = \"none\"")).isEqualTo("lstat none: no such file or directory");
        assertThat(tls("cert_file = \"none.pem\" key_file = \"k.pem\""))
                .isEqualTo(
                        "Failed to load cert/key pair: open none.pem: no such file or directory");
    }

    @Test
    void verification_needs_certificates() throws Exception {
        Path authority = Files.createFile(folder.resolve("ca.pem"));

        assertThat(tls("verify_incoming = true"))
                .isEqualTo("VerifyIncoming set but no CA certificates were provided");
        assertThat(tls("verify_server_hostname = true"))
                .isEqualTo("VerifyOutgoing set, and no CA certificate provided!");
        assertThat(tls("verify_incoming_https = true ca_file = \"" + authority + "\""))
                .startsWith("VerifyIncoming requires either a Cert and Key pair");
        assertThat(tls("tls_min_version = \"tls9\" verify_incoming = true"))
                .isEqualTo(
                        "TLSMinVersion: value tls9 not supported, please specify one of"
                                + " [tls10, tls11, tls12, tls13]");
    }

    @Test
    void versions_and_policies_that_nobody_knows_are_refused() throws Exception {
        String server = "server = true bootstrap = true ";

        assertThat(protocols(server + "protocol = 9"))
                .isEqualTo(
                        "Failed to start Consul server: Protocol version '9' too high. Must be in"
                                + " range: [2, 3]");
        assertThat(protocols("protocol = 1"))
                .isEqualTo(
                        "Failed to start Consul client: Protocol version '1' too low. Must be in"
                                + " range: [2, 3]");
        assertThat(protocols(server + "raft_protocol = 9"))
                .isEqualTo(
                        "Failed to start Consul server: Failed to start Raft: Protocol version 9"
                                + " must be >= 1 and <= 3");
        assertThat(protocols(server + "acl { default_policy = \"maybe\" }"))
                .isEqualTo("Failed to start Consul server: Unsupported default ACL policy: maybe");
        assertThat(protocols("acl { down_policy = \"maybe\" }"))
                .isEqualTo("Failed to start Consul client: Unsupported down ACL policy: maybe");
    }
}
