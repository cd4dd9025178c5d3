package io.proconsul.dns.message;

import org.jspecify.annotations.Nullable;

/**
 * The OPT record of a question (RFC 6891).
 *
 * @param udpSize the largest UDP message the client takes, as it said it
 * @param subnet on whose behalf it asks; null when it does not say
 */
public record Edns(int udpSize, @Nullable ClientSubnet subnet) {}
