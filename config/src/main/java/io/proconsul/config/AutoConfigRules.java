package io.proconsul.config;

import io.proconsul.config.AutoConfig.Authorizer;

import java.util.stream.Stream;

/** The rules for introducing clients with tokens. */
final class AutoConfigRules {
    private final AgentConfig config;
    private final Settings settings;

    AutoConfigRules(AgentConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    void check() throws ConfigException {
        if (config.autoConfig().authorizer().enabled()) {
            checkAuthorizer();
        }
        if (config.autoConfig().enabled()) {
            checkClient();
        }
    }

    private void checkAuthorizer() throws ConfigException {
        Key<Boolean> key = SecurityKeys.AUTHORIZATION_ENABLED;
        settings.refuseIf(
                !config.node().server(),
                key,
                "auto_config.authorization.enabled cannot be set to true for client agents");
        settings.refuseIf(
                config.tls().certFile().isEmpty(),
                key,
                "auto_config.authorization.enabled cannot be set without providing a TLS"
                        + " certificate for the server");
        Authorizer authorizer = config.autoConfig().authorizer();
        long sources =
                Stream.of(
                                !authorizer.publicKeys().isEmpty(),
                                !authorizer.keySetUrl().isEmpty(),
                                !authorizer.discoveryUrl().isEmpty())
                        .filter(given -> given)
                        .count();
        settings.refuseIf(
                sources != 1,
                key,
                "auto_config.authorization.static has invalid configuration: exactly one of"
                    + " 'JWTValidationPubKeys', 'JWKSURL', or 'OIDCDiscoveryURL' must be set for"
                    + " type \"jwt\"");
    }

    private void checkClient() throws ConfigException {
        Key<Boolean> key = SecurityKeys.AUTO_CONFIG_ENABLED;
        AutoConfig auto = config.autoConfig();
        settings.refuseIf(
                !config.tls().verifyOutgoing(),
                key,
                "auto_config.enabled cannot be set without configuring TLS for server"
                        + " communications");
        settings.refuseIf(
                config.node().server(),
                key,
                "auto_config.enabled cannot be set to true for server agents.");
        settings.refuseIf(
                config.autoEncrypt().tls(),
                key,
                "both auto_encrypt.tls and auto_config.enabled cannot be set to true.");
        settings.refuseIf(
                auto.introToken().isEmpty() && auto.introTokenFile().isEmpty(),
                key,
                "One of auto_config.intro_token, auto_config.intro_token_file or the"
                    + " CONSUL_INTRO_TOKEN environment variable must be set to enable auto_config");
        settings.refuseIf(
                auto.serverAddresses().isEmpty(),
                key,
                "auto_config.enabled is set without providing a list of addresses");
        if (!auto.introToken().isEmpty() && !auto.introTokenFile().isEmpty()) {
            settings.warn(
                    "Both an intro token and intro token file are set. The intro token will be used"
                            + " instead of the file");
        }
    }
}
