package io.proconsul.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cipher suites that may be named, with their registered numbers (RFC 5289, RFC 4492). */
final class CipherSuites {
    private static final Map<String, Integer> NUMBERS =
            Map.of(
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", 0xC013,
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", 0xC027,
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 0xC02F,
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", 0xC014,
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", 0xC030,
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", 0xC009,
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", 0xC023,
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 0xC02B,
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", 0xC00A,
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", 0xC02C);

    private CipherSuites() {}

    /** The suites of the comma list; an unknown one is noted and ends the list. */
    static List<String> of(Settings settings) {
        String text = settings.get(SecurityKeys.TLS_CIPHER_SUITES);
        var suites = new ArrayList<String>();
        if (text.isBlank()) {
            return suites;
        }
        for (String suite : text.strip().split(",", -1)) {
            if (!NUMBERS.containsKey(suite.strip())) {
                settings.problem(
                        SecurityKeys.TLS_CIPHER_SUITES,
                        "tls_cipher_suites: invalid tls cipher suites: unsupported cipher "
                                + GoErrors.quote(suite.strip()));
                return List.of();
            }
            suites.add(suite.strip());
        }
        return suites;
    }

    static int number(String suite) {
        return NUMBERS.getOrDefault(suite, 0);
    }
}
