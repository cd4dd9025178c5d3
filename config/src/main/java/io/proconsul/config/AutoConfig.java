package io.proconsul.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The introduction of new clients with a JSON web token.
 *
 * @param introToken the client's token; empty when it comes from the file
 * @param authorizer what a server accepts
 */
public record AutoConfig(
        boolean enabled,
        String introToken,
        String introTokenFile,
        List<String> serverAddresses,
        List<String> dnsSans,
        List<InetAddress> ipSans,
        Authorizer authorizer) {
    /** Which tokens a server accepts. */
    public record Authorizer(
            boolean enabled,
            List<String> supportedAlgorithms,
            List<String> boundAudiences,
            Map<String, String> claimMappings,
            Map<String, String> listClaimMappings,
            String discoveryUrl,
            String discoveryCaCert,
            String keySetUrl,
            String keySetCaCert,
            List<String> publicKeys,
            String boundIssuer,
            Duration expirationLeeway,
            Duration notBeforeLeeway,
            Duration clockSkewLeeway,
            List<String> claimAssertions,
            boolean allowReuse) {
        private static Authorizer of(Settings settings) {
            return new Authorizer(
                    settings.get(SecurityKeys.AUTHORIZATION_ENABLED),
                    settings.get(SecurityKeys.JWT_SUPPORTED_ALGS),
                    settings.get(SecurityKeys.BOUND_AUDIENCES),
                    settings.get(SecurityKeys.CLAIM_MAPPINGS),
                    settings.get(SecurityKeys.LIST_CLAIM_MAPPINGS),
                    settings.get(SecurityKeys.OIDC_DISCOVERY_URL),
                    settings.get(SecurityKeys.OIDC_DISCOVERY_CA_CERT),
                    settings.get(SecurityKeys.JWKS_URL),
                    settings.get(SecurityKeys.JWKS_CA_CERT),
                    settings.get(SecurityKeys.JWT_VALIDATION_PUB_KEYS),
                    settings.get(SecurityKeys.BOUND_ISSUER),
                    settings.get(SecurityKeys.EXPIRATION_LEEWAY),
                    settings.get(SecurityKeys.NOT_BEFORE_LEEWAY),
                    settings.get(SecurityKeys.CLOCK_SKEW_LEEWAY),
                    settings.get(SecurityKeys.CLAIM_ASSERTIONS),
                    settings.get(SecurityKeys.ALLOW_REUSE));
        }
    }

    static AutoConfig of(Settings settings, String environmentToken) {
        String given = settings.get(SecurityKeys.AUTO_CONFIG_INTRO_TOKEN);
        return new AutoConfig(
                settings.get(SecurityKeys.AUTO_CONFIG_ENABLED),
                environmentToken.isEmpty() ? given : environmentToken,
                settings.get(SecurityKeys.AUTO_CONFIG_INTRO_TOKEN_FILE),
                settings.get(SecurityKeys.AUTO_CONFIG_SERVER_ADDRESSES),
                settings.get(SecurityKeys.AUTO_CONFIG_DNS_SANS),
                AddressExpansion.parsable(
                        settings, SecurityKeys.AUTO_CONFIG_IP_SANS, "auto_config.ip_sans"),
                Authorizer.of(settings));
    }
}
