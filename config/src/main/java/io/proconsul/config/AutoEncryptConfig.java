package io.proconsul.config;

import java.net.InetAddress;
import java.util.List;

/**
 * Certificates for clients, issued by servers.
 *
 * @param tls a client asks for one
 * @param allowTls a server gives them
 */
public record AutoEncryptConfig(
        boolean tls, boolean allowTls, List<String> dnsSans, List<InetAddress> ipSans) {
    static AutoEncryptConfig of(Settings settings) {
        return new AutoEncryptConfig(
                settings.get(SecurityKeys.AUTO_ENCRYPT_TLS),
                settings.get(SecurityKeys.AUTO_ENCRYPT_ALLOW_TLS),
                settings.get(SecurityKeys.AUTO_ENCRYPT_DNS_SAN),
                AddressExpansion.parsable(
                        settings, SecurityKeys.AUTO_ENCRYPT_IP_SAN, "AutoEncrypt.IPSAN"));
    }
}
