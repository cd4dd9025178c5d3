package io.proconsul.agent.service;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What metadata of nodes and services must keep (HTTP reference, section 1.9). */
public final class MetaRules {
    static final int MAX_PAIRS = 64;
    static final int MAX_KEY_LENGTH = 128;
    static final int MAX_VALUE_LENGTH = 512;
    private static final String RESERVED_PREFIX = "consul-";
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9_-]+");

    /** The one reserved key that mesh gateways may set. */
    private static final String WAN_FEDERATION = "consul-wan-federation";

    private MetaRules() {}

    /** The first rule that a service's metadata break. */
    static Optional<String> brokenByService(String kind, Map<String, String> meta) {
        return brokenBy(
                meta, kind.equals(ProxyRules.MESH_GATEWAY) ? Set.of(WAN_FEDERATION) : Set.of());
    }

    /** The first rule that a node's metadata break. */
    public static Optional<String> brokenByNode(Map<String, String> meta) {
        return brokenBy(meta, Set.of());
    }

    private static Optional<String> brokenBy(Map<String, String> meta, Set<String> allowedKeys) {
        if (meta.size() > MAX_PAIRS) {
            return Optional.of(
                    "Node metadata cannot contain more than " + MAX_PAIRS + " key/value pairs");
        }
        return new TreeMap<>(meta)
                .entrySet().stream()
                        .flatMap(pair -> broken(pair, allowedKeys).stream())
                        .findFirst();
    }

    private static Optional<String> broken(Map.Entry<String, String> pair, Set<String> allowed) {
        return brokenPair(pair.getKey(), pair.getValue(), allowed)
                .map(why ->
                        "Couldn't load metadata pair ('%s', '%s'): %s"
                                .formatted(pair.getKey(), pair.getValue(), why));
    }

    private static Optional<String> brokenPair(String key, String value, Set<String> allowed) {
        if (key.isEmpty()) {
            return Optional.of("Key cannot be blank");
        }
        if (!KEY.matcher(key).matches()) {
            return Optional.of("Key contains invalid characters");
        }
        if (key.length() > MAX_KEY_LENGTH) {
            return Optional.of("Key is too long (limit: " + MAX_KEY_LENGTH + " characters)");
        }
        if (key.startsWith(RESERVED_PREFIX) && !allowed.contains(key)) {
            return Optional.of("Key prefix '" + RESERVED_PREFIX + "' is reserved for internal use");
        }
        return value.length() > MAX_VALUE_LENGTH
                ? Optional.of("Value is too long (limit: " + MAX_VALUE_LENGTH + " characters)")
                : Optional.empty();
    }
}
