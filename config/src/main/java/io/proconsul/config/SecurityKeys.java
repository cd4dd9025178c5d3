package io.proconsul.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keys about TLS, access control, automatic certificates and the service mesh. */
final class SecurityKeys {
    static final Schema TABLE = new Schema();

    static final Key<String> CA_FILE = TABLE.text("ca_file").reload();
    static final Key<String> CA_PATH = TABLE.text("ca_path").reload();
    static final Key<String> CERT_FILE = TABLE.text("cert_file").reload();
    static final Key<String> KEY_FILE = TABLE.text("key_file").reload();
    static final Key<String> SERVER_NAME = TABLE.text("server_name");
    static final Key<Boolean> VERIFY_INCOMING = TABLE.truth("verify_incoming");
    static final Key<Boolean> VERIFY_INCOMING_RPC = TABLE.truth("verify_incoming_rpc");
    static final Key<Boolean> VERIFY_INCOMING_HTTPS = TABLE.truth("verify_incoming_https");
    static final Key<Boolean> VERIFY_OUTGOING = TABLE.truth("verify_outgoing");
    static final Key<Boolean> VERIFY_SERVER_HOSTNAME = TABLE.truth("verify_server_hostname");
    static final Key<String> TLS_MIN_VERSION = TABLE.text("tls_min_version", "tls12");
    static final Key<String> TLS_CIPHER_SUITES = TABLE.text("tls_cipher_suites");
    static final Key<Boolean> TLS_PREFER_SERVER_CIPHER_SUITES =
            TABLE.truth("tls_prefer_server_cipher_suites");

    static final Key<Boolean> AUTO_ENCRYPT_TLS = TABLE.truth("auto_encrypt.tls");
    static final Key<Boolean> AUTO_ENCRYPT_ALLOW_TLS = TABLE.truth("auto_encrypt.allow_tls");
    static final Key<List<String>> AUTO_ENCRYPT_DNS_SAN = TABLE.texts("auto_encrypt.dns_san");
    static final Key<List<String>> AUTO_ENCRYPT_IP_SAN = TABLE.texts("auto_encrypt.ip_san");

    static final Key<Boolean> AUTO_CONFIG_ENABLED = TABLE.truth("auto_config.enabled");
    static final Key<String> AUTO_CONFIG_INTRO_TOKEN = TABLE.text("auto_config.intro_token");
    static final Key<String> AUTO_CONFIG_INTRO_TOKEN_FILE =
            TABLE.text("auto_config.intro_token_file");
    static final Key<List<String>> AUTO_CONFIG_SERVER_ADDRESSES =
            TABLE.texts("auto_config.server_addresses");
    static final Key<List<String>> AUTO_CONFIG_DNS_SANS = TABLE.texts("auto_config.dns_sans");
    static final Key<List<String>> AUTO_CONFIG_IP_SANS = TABLE.texts("auto_config.ip_sans");
    static final Key<Boolean> AUTHORIZATION_ENABLED =
            TABLE.truth("auto_config.authorization.enabled");

    private static final String JWT = "auto_config.authorization.static.";

    static final Key<List<String>> JWT_SUPPORTED_ALGS = TABLE.texts(JWT + "jwt_supported_algs");
    static final Key<List<String>> BOUND_AUDIENCES = TABLE.texts(JWT + "bound_audiences");
    static final Key<Map<String, String>> CLAIM_MAPPINGS = TABLE.textMap(JWT + "claim_mappings");
    static final Key<Map<String, String>> LIST_CLAIM_MAPPINGS =
            TABLE.textMap(JWT + "list_claim_mappings");
    static final Key<String> OIDC_DISCOVERY_URL = TABLE.text(JWT + "oidc_discovery_url");
    static final Key<String> OIDC_DISCOVERY_CA_CERT = TABLE.text(JWT + "oidc_discovery_ca_cert");
    static final Key<String> JWKS_URL = TABLE.text(JWT + "jwks_url");
    static final Key<String> JWKS_CA_CERT = TABLE.text(JWT + "jwks_ca_cert");
    static final Key<List<String>> JWT_VALIDATION_PUB_KEYS =
            TABLE.texts(JWT + "jwt_validation_pub_keys");
    static final Key<String> BOUND_ISSUER = TABLE.text(JWT + "bound_issuer");
    static final Key<Duration> EXPIRATION_LEEWAY = TABLE.duration(JWT + "expiration_leeway", "0s");
    static final Key<Duration> NOT_BEFORE_LEEWAY = TABLE.duration(JWT + "not_before_leeway", "0s");
    static final Key<Duration> CLOCK_SKEW_LEEWAY = TABLE.duration(JWT + "clock_skew_leeway", "0s");
    static final Key<List<String>> CLAIM_ASSERTIONS = TABLE.texts(JWT + "claim_assertions");
    static final Key<Boolean> ALLOW_REUSE = TABLE.truth(JWT + "allow_reuse");

    static final Key<Boolean> ACL_ENABLED = TABLE.truth("acl.enabled");
    static final Key<String> ACL_DEFAULT_POLICY_NEW = TABLE.text("acl.default_policy");
    static final Key<String> ACL_DOWN_POLICY_NEW = TABLE.text("acl.down_policy");
    static final Key<Duration> ACL_TOKEN_TTL = TABLE.duration("acl.token_ttl", "30s");
    static final Key<Duration> ACL_POLICY_TTL = TABLE.duration("acl.policy_ttl", "30s");
    static final Key<Duration> ACL_ROLE_TTL = TABLE.duration("acl.role_ttl", "0s");
    static final Key<Boolean> ACL_ENABLE_TOKEN_REPLICATION =
            TABLE.truth("acl.enable_token_replication");
    static final Key<Boolean> ACL_ENABLE_KEY_LIST_POLICY_NEW =
            TABLE.truth("acl.enable_key_list_policy");
    static final Key<Boolean> ACL_ENABLE_TOKEN_PERSISTENCE =
            TABLE.truth("acl.enable_token_persistence");
    static final Key<String> ACL_TOKENS_MASTER = TABLE.text("acl.tokens.master").reload();
    static final Key<String> ACL_TOKENS_AGENT = TABLE.text("acl.tokens.agent").reload();
    static final Key<String> ACL_TOKENS_AGENT_MASTER =
            TABLE.text("acl.tokens.agent_master").reload();
    static final Key<String> ACL_TOKENS_DEFAULT = TABLE.text("acl.tokens.default").reload();
    static final Key<String> ACL_TOKENS_REPLICATION = TABLE.text("acl.tokens.replication").reload();

    // The spellings before release 1.4.
    static final Key<String> ACL_DATACENTER = TABLE.text("acl_datacenter");
    static final Key<String> ACL_DEFAULT_POLICY = TABLE.text("acl_default_policy", "allow");
    static final Key<String> ACL_DOWN_POLICY = TABLE.text("acl_down_policy", "extend-cache");
    static final Key<Duration> ACL_TTL = TABLE.duration("acl_ttl", "30s");
    static final Key<String> ACL_TOKEN = TABLE.text("acl_token").reload();
    static final Key<String> ACL_AGENT_TOKEN = TABLE.text("acl_agent_token").reload();
    static final Key<String> ACL_AGENT_MASTER_TOKEN = TABLE.text("acl_agent_master_token").reload();
    static final Key<String> ACL_MASTER_TOKEN = TABLE.text("acl_master_token").reload();
    static final Key<String> ACL_REPLICATION_TOKEN = TABLE.text("acl_replication_token").reload();
    static final Key<Boolean> ACL_ENABLE_KEY_LIST_POLICY =
            TABLE.truth("acl_enable_key_list_policy");
    static final Key<Boolean> ENABLE_ACL_REPLICATION = TABLE.truth("enable_acl_replication");

    static final Key<Boolean> CONNECT_ENABLED = TABLE.truth("connect.enabled").dev(true);
    static final Key<String> CONNECT_CA_PROVIDER = TABLE.text("connect.ca_provider");
    static final Key<Map<String, Object>> CONNECT_CA_CONFIG = TABLE.anyMap("connect.ca_config");
    static final Key<Boolean> CONNECT_MESH_GATEWAY_WAN_FEDERATION =
            TABLE.truth("connect.enable_mesh_gateway_wan_federation");
    static final Key<Duration> CONNECT_TEST_CA_LEAF_ROOT_CHANGE_SPREAD =
            TABLE.duration("connect.test_ca_leaf_root_change_spread", "0s");
    static final Key<List<Map<String, Object>>> CONFIG_ENTRIES_BOOTSTRAP =
            TABLE.anyMaps("config_entries.bootstrap").reload();

    static {
        // Accepted in files, never used: nobody can set it.
        TABLE.text("acl.disabled_ttl");
        // Enterprise: accepted with a warning.
        TABLE.truth("acl.msp_disable_bootstrap");
        var provider = new Schema();
        provider.text("accessor_id");
        provider.text("secret_id");
        TABLE.structs("acl.tokens.managed_service_provider", provider);
        var sink = new Schema();
        for (String name :
                new String[] {"type", "format", "path", "delivery_guarantee", "rotate_duration"}) {
            sink.text(name);
        }
        sink.whole("rotate_bytes", 0);
        sink.whole("rotate_max_files", 0);
        TABLE.truth("audit.enabled");
        TABLE.structMap("audit.sink", sink);
    }

    private SecurityKeys() {}
}
