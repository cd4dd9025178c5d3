package io.proconsul.security.pki;

/**
 * A certificate and its private key, each as one PEM block.
 *
 * @param key of type {@code EC PRIVATE KEY} (RFC 5915)
 */
public record PemPair(String certificate, String key) {}
