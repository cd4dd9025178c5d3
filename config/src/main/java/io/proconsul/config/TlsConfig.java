package io.proconsul.config;

import java.util.List;

/**
 * TLS between agents and towards clients. Files are named, not read; versions are not checked here.
 *
 * @param minVersion {@code tls10} to {@code tls13}
 * @param cipherSuites names of the suites, all of them known; empty for the default
 * @param verifyOutgoing also true when hostnames are verified
 */
public record TlsConfig(
        String caFile,
        String caPath,
        String certFile,
        String keyFile,
        String serverName,
        boolean verifyIncoming,
        boolean verifyIncomingRpc,
        boolean verifyIncomingHttps,
        boolean verifyOutgoing,
        boolean verifyServerHostname,
        String minVersion,
        List<String> cipherSuites,
        boolean preferServerCipherSuites) {
    static TlsConfig of(Settings settings) {
        boolean hostname = settings.get(SecurityKeys.VERIFY_SERVER_HOSTNAME);
        return new TlsConfig(
                settings.get(SecurityKeys.CA_FILE),
                settings.get(SecurityKeys.CA_PATH),
                settings.get(SecurityKeys.CERT_FILE),
                settings.get(SecurityKeys.KEY_FILE),
                settings.get(SecurityKeys.SERVER_NAME),
                settings.get(SecurityKeys.VERIFY_INCOMING),
                settings.get(SecurityKeys.VERIFY_INCOMING_RPC),
                settings.get(SecurityKeys.VERIFY_INCOMING_HTTPS),
                hostname || settings.get(SecurityKeys.VERIFY_OUTGOING),
                hostname,
                settings.get(SecurityKeys.TLS_MIN_VERSION),
                CipherSuites.of(settings),
                settings.get(SecurityKeys.TLS_PREFER_SERVER_CIPHER_SUITES));
    }
}
