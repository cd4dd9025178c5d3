package io.proconsul.config;

import io.proconsul.config.AutoConfig.Authorizer;

import java.util.Map;

/** The introduction of clients in the form of the debug view. */
final class DebugAutoConfig {
    private DebugAutoConfig() {}

    static DebugMap of(AutoConfig auto) {
        return new DebugMap()
                .put("Authorizer", authorizer(auto.authorizer()))
                .put("DNSSANs", auto.dnsSans())
                .put("Enabled", auto.enabled())
                .put("IPSANs", auto.ipSans())
                .put("IntroToken", "hidden")
                .put("IntroTokenFile", auto.introTokenFile())
                .put("ServerAddresses", auto.serverAddresses());
    }

    private static DebugMap authorizer(Authorizer authorizer) {
        return new DebugMap()
                .put("AllowReuse", authorizer.allowReuse())
                .put("ClaimAssertions", authorizer.claimAssertions())
                .put("Enabled", authorizer.enabled())
                .put(
                        "AuthMethod",
                        new DebugMap()
                                .put("ACLAuthMethodEnterpriseFields", Map.of())
                                .put("Config", tokenRules(authorizer))
                                .put("Description", "")
                                .put("DisplayName", "")
                                .put("EnterpriseMeta", Map.of())
                                .put("MaxTokenTTL", "0s")
                                .put("Name", "Auto Config Authorizer")
                                .put(
                                        "RaftIndex",
                                        new DebugMap().put("CreateIndex", 0).put("ModifyIndex", 0))
                                .put("TokenLocality", "")
                                .put("Type", "jwt"));
    }

    private static DebugMap tokenRules(Authorizer authorizer) {
        return new DebugMap()
                .putOrNull("BoundAudiences", authorizer.boundAudiences())
                .put("BoundIssuer", authorizer.boundIssuer())
                .putOrNull("ClaimMappings", authorizer.claimMappings())
                .put("ClockSkewLeeway", authorizer.clockSkewLeeway().toNanos())
                .put("ExpirationLeeway", authorizer.expirationLeeway().toNanos())
                .put("JWKSCACert", authorizer.keySetCaCert())
                .put("JWKSURL", authorizer.keySetUrl())
                .putOrNull("JWTSupportedAlgs", authorizer.supportedAlgorithms())
                .putOrNull("JWTValidationPubKeys", authorizer.publicKeys())
                .putOrNull("ListClaimMappings", authorizer.listClaimMappings())
                .put("NotBeforeLeeway", authorizer.notBeforeLeeway().toNanos())
                .put("OIDCDiscoveryCACert", authorizer.discoveryCaCert())
                .put("OIDCDiscoveryURL", authorizer.discoveryUrl());
    }
}
