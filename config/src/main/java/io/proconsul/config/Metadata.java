package io.proconsul.config;

import java.util.Map;

/** The rules for pairs that operators attach to nodes and services. */
final class Metadata {
    /** The reserved key that mesh gateways may set. */
    static final String FEDERATION = "consul-wan-federation";

    private static final int PAIRS_MAX = 64;
    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 512;
    private static final String RESERVED = "consul-";

    private Metadata() {}

    /**
     * What is wrong, empty when nothing is.
     *
     * @param allowed a reserved key that may be used all the same; empty for none
     */
    static String wrong(Map<String, String> pairs, String allowed) {
        if (pairs.size() > PAIRS_MAX) {
            return "Node metadata cannot contain more than " + PAIRS_MAX + " key/value pairs";
        }
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String wrong = wrong(pair.getKey(), pair.getValue(), allowed);
            if (!wrong.isEmpty()) {
                return "Couldn't load metadata pair ('"
                        + pair.getKey()
                        + "', '"
                        + pair.getValue()
                        + "'): "
                        + wrong;
            }
        }
        return "";
    }

    private static String wrong(String key, String value, String allowed) {
        if (key.isEmpty()) {
            return "Key cannot be blank";
        }
        if (!key.chars().allMatch(Metadata::inKey)) {
            return "Key contains invalid characters";
        }
        if (key.length() > KEY_MAX) {
            return "Key is too long (limit: " + KEY_MAX + " characters)";
        }
        if (key.startsWith(RESERVED) && !key.equals(allowed)) {
            return "Key prefix '" + RESERVED + "' is reserved for internal use";
        }
        return value.length() > VALUE_MAX
                ? "Value is too long (limit: " + VALUE_MAX + " characters)"
                : "";
    }

    private static boolean inKey(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
