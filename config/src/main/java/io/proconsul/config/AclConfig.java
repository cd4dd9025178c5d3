package io.proconsul.config;

import java.time.Duration;

/**
 * Access control. Policies are taken as they stand; servers check them when they start.
 *
 * @param tokenReplication whether a secondary datacenter replicates tokens
 * @param tokenPersistence whether tokens set over the API survive a restart
 */
public record AclConfig(
        boolean enabled,
        String defaultPolicy,
        String downPolicy,
        Duration tokenTtl,
        Duration policyTtl,
        Duration roleTtl,
        boolean tokenReplication,
        boolean keyListPolicy,
        boolean tokenPersistence,
        Tokens tokens) {
    /** Tokens by their use; empty for none. */
    public record Tokens(
            String master, String agent, String agentMaster, String standard, String replication) {
        private static Tokens of(Settings settings) {
            return new Tokens(
                    either(settings, SecurityKeys.ACL_TOKENS_MASTER, SecurityKeys.ACL_MASTER_TOKEN),
                    either(settings, SecurityKeys.ACL_TOKENS_AGENT, SecurityKeys.ACL_AGENT_TOKEN),
                    either(
                            settings,
                            SecurityKeys.ACL_TOKENS_AGENT_MASTER,
                            SecurityKeys.ACL_AGENT_MASTER_TOKEN),
                    either(settings, SecurityKeys.ACL_TOKENS_DEFAULT, SecurityKeys.ACL_TOKEN),
                    either(
                            settings,
                            SecurityKeys.ACL_TOKENS_REPLICATION,
                            SecurityKeys.ACL_REPLICATION_TOKEN));
        }
    }

    /** Each value under its newer or its older name; the newer wins. */
    static AclConfig of(Settings settings) {
        boolean older = settings.has(SecurityKeys.ACL_DATACENTER);
        boolean replicates =
                settings.get(
                        SecurityKeys.ENABLE_ACL_REPLICATION,
                        settings.has(SecurityKeys.ACL_REPLICATION_TOKEN));
        return new AclConfig(
                settings.get(SecurityKeys.ACL_ENABLED, older),
                either(
                        settings,
                        SecurityKeys.ACL_DEFAULT_POLICY_NEW,
                        SecurityKeys.ACL_DEFAULT_POLICY),
                either(settings, SecurityKeys.ACL_DOWN_POLICY_NEW, SecurityKeys.ACL_DOWN_POLICY),
                settings.get(SecurityKeys.ACL_TOKEN_TTL, settings.get(SecurityKeys.ACL_TTL)),
                settings.get(SecurityKeys.ACL_POLICY_TTL),
                settings.get(SecurityKeys.ACL_ROLE_TTL),
                settings.get(SecurityKeys.ACL_ENABLE_TOKEN_REPLICATION, replicates),
                either(
                        settings,
                        SecurityKeys.ACL_ENABLE_KEY_LIST_POLICY_NEW,
                        SecurityKeys.ACL_ENABLE_KEY_LIST_POLICY),
                settings.get(SecurityKeys.ACL_ENABLE_TOKEN_PERSISTENCE),
                Tokens.of(settings));
    }

    private static <T> T either(Settings settings, Key<T> newer, Key<T> older) {
        return settings.has(newer) ? settings.get(newer) : settings.get(older);
    }
}
