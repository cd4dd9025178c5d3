package io.proconsul.config;

import io.proconsul.model.wire.GoDuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for the settings of a certificate authority. */
final class CaProvider {
    private static final Duration LEAF_TTL = Duration.ofDays(3);
    private static final Duration INTERMEDIATE_TTL = Duration.ofDays(365);
    private static final Duration LEAF_TTL_MIN = Duration.ofHours(1);
    private static final Duration LEAF_TTL_MAX = Duration.ofDays(365);
    private static final int INTERMEDIATE_FACTOR = 3;
    private static final Set<Long> EC_BITS = Set.of(224L, 256L, 384L, 521L);
    private static final Set<Long> RSA_BITS = Set.of(2048L, 4096L);

    /** Names in files and in the HTTP API. */
    private static final Map<String, String> API_NAMES =
            Map.ofEntries(
                    Map.entry("private_key", "PrivateKey"),
                    Map.entry("root_cert", "RootCert"),
                    Map.entry("rotation_period", "RotationPeriod"),
                    Map.entry("intermediate_cert_ttl", "IntermediateCertTTL"),
                    Map.entry("address", "Address"),
                    Map.entry("token", "Token"),
                    Map.entry("root_pki_path", "RootPKIPath"),
                    Map.entry("intermediate_pki_path", "IntermediatePKIPath"),
                    Map.entry("ca_file", "CAFile"),
                    Map.entry("ca_path", "CAPath"),
                    Map.entry("cert_file", "CertFile"),
                    Map.entry("key_file", "KeyFile"),
                    Map.entry("tls_server_name", "TLSServerName"),
                    Map.entry("tls_skip_verify", "TLSSkipVerify"),
                    Map.entry("existing_arn", "ExistingARN"),
                    Map.entry("delete_on_exit", "DeleteOnExit"),
                    Map.entry("leaf_cert_ttl", "LeafCertTTL"),
                    Map.entry("csr_max_per_second", "CSRMaxPerSecond"),
                    Map.entry("csr_max_concurrent", "CSRMaxConcurrent"),
                    Map.entry("private_key_type", "PrivateKeyType"),
                    Map.entry("private_key_bits", "PrivateKeyBits"));

    private static final List<String> DURATIONS =
            List.of("LeafCertTTL", "IntermediateCertTTL", "RotationPeriod");

    private final Map<String, Object> config;
    private final List<String> undecodable = new ArrayList<>();

    private CaProvider(Map<String, Object> config) {
        this.config = config;
    }

    /** The settings under the names of the HTTP API. */
    static Map<String, Object> withApiNames(Map<String, Object> config) {
        var renamed = new LinkedHashMap<String, Object>();
        config.forEach((name, value) -> renamed.put(API_NAMES.getOrDefault(name, name), value));
        return renamed;
    }

    /** What is wrong with provider and settings; empty when nothing is. */
    static String wrong(String provider, Map<String, Object> config) {
        return switch (provider) {
            case "" -> "";
            case "consul", "vault", "aws-pca" -> new CaProvider(config).wrong(provider);
            default -> provider + " is not a valid CA provider";
        };
    }

    private String wrong(String provider) {
        DURATIONS.forEach(name -> duration(name, LEAF_TTL));
        if (!undecodable.isEmpty()) {
            return "error decoding config: " + GoErrors.decoding(undecodable);
        }
        String own = provider.equals("vault") ? wrongVault() : "";
        String common = own.isEmpty() ? wrongCommon() : own;
        return common.isEmpty() && provider.equals("consul") ? wrongIntermediate() : common;
    }

    private String wrongVault() {
        if (text("Token").isEmpty()) {
            return "must provide a Vault token";
        }
        if (text("RootPKIPath").isEmpty()) {
            return "must provide a valid path to a root PKI backend";
        }
        return text("IntermediatePKIPath").isEmpty()
                ? "must provide a valid path for the intermediate PKI backend"
                : "";
    }

    private String wrongCommon() {
        Duration leaf = duration("LeafCertTTL", LEAF_TTL);
        if (leaf.compareTo(LEAF_TTL_MIN) < 0) {
            return "leaf cert TTL must be greater or equal than " + GoDuration.format(LEAF_TTL_MIN);
        }
        if (leaf.compareTo(LEAF_TTL_MAX) > 0) {
            return "leaf cert TTL must be less than " + GoDuration.format(LEAF_TTL_MAX);
        }
        return wrongKey();
    }

    private String wrongKey() {
        String type = text("PrivateKeyType");
        long bits =
                config.get("PrivateKeyBits") instanceof Number number ? number.longValue() : 256;
        return switch (type) {
            case "", "ec" ->
                    EC_BITS.contains(bits)
                            ? ""
                            : "EC key length must be one of (224, 256, 384, 521) bits";
            case "rsa" -> RSA_BITS.contains(bits) ? "" : "RSA key length must be 2048 or 4096 bits";
            default -> "private key type must be either 'ec' or 'rsa'";
        };
    }

    private String wrongIntermediate() {
        Duration intermediate = duration("IntermediateCertTTL", INTERMEDIATE_TTL);
        Duration least = LEAF_TTL_MIN.multipliedBy(INTERMEDIATE_FACTOR);
        String refusal = "Intermediate Cert TTL must be greater or equal than ";
        if (intermediate.compareTo(least) < 0) {
            return refusal + least.toHours() + "h";
        }
        Duration needed = duration("LeafCertTTL", LEAF_TTL).multipliedBy(INTERMEDIATE_FACTOR);
        return intermediate.compareTo(needed) < 0
                ? refusal
                        + INTERMEDIATE_FACTOR
                        + " * LeafCertTTL (>="
                        + GoDuration.format(needed)
                        + ")."
                : "";
    }

    private String text(String name) {
        return config.get(name) instanceof String text ? text : "";
    }

    private Duration duration(String name, Duration standard) {
        if (!(config.get(name) instanceof String text)) {
            return standard;
        }
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException wrong) {
            undecodable.add("error decoding '" + name + "': " + wrong.getMessage());
            return standard;
        }
    }
}
