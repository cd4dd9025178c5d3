package io.proconsul.security.pki;

import java.util.List;

/**
 * What a certificate shall say.
 *
 * @param name the common name
 * @param dnsNames all names it is good for, in the order they are written
 * @param addresses IP addresses it is good for, as text
 * @param purposes what TLS may use it for; none means: anything
 * @param days how long it is good from now
 */
public record LeafRequest(
        String name,
        List<String> dnsNames,
        List<String> addresses,
        List<Purpose> purposes,
        long days) {
    /** A side of a TLS connection. */
    public enum Purpose {
        SERVER,
        CLIENT
    }
}
