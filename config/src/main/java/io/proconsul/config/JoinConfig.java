package io.proconsul.config;

import java.time.Duration;
import java.util.List;

/**
 * Whom the agent joins.
 *
 * @param startLan contacted once before the agent counts as running
 * @param primaryGatewaysInterval pause between attempts to reach the gateways
 */
public record JoinConfig(
        List<String> startLan,
        List<String> startWan,
        Retry lan,
        Retry wan,
        List<String> primaryGateways,
        Duration primaryGatewaysInterval) {
    /**
     * Contacts that are tried until one answers.
     *
     * @param addresses hosts with or without port, or {@code provider=...}
     * @param maxAttempts failures after which the agent ends; 0 for none
     */
    public record Retry(List<String> addresses, Duration interval, int maxAttempts) {}

    static JoinConfig of(Settings settings, AddressExpansion expansion) {
        return new JoinConfig(
                expansion.optional(settings, NodeKeys.START_JOIN),
                expansion.optional(settings, NodeKeys.START_JOIN_WAN),
                new Retry(
                        expansion.optional(settings, NodeKeys.RETRY_JOIN),
                        settings.get(NodeKeys.RETRY_INTERVAL),
                        settings.get(NodeKeys.RETRY_MAX)),
                new Retry(
                        expansion.optional(settings, NodeKeys.RETRY_JOIN_WAN),
                        settings.get(NodeKeys.RETRY_INTERVAL_WAN),
                        settings.get(NodeKeys.RETRY_MAX_WAN)),
                expansion.optional(settings, NodeKeys.PRIMARY_GATEWAYS),
                settings.get(NodeKeys.PRIMARY_GATEWAYS_INTERVAL));
    }
}
