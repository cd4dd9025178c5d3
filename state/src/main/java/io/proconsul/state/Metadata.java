package io.proconsul.state;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.regex.Pattern;

/** The rules of the pairs an instance may carry (HTTP reference, section 1.9). */
public final class Metadata {
    private static final int MOST_PAIRS = 64;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 512;
    private static final String RESERVED = "consul-";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+");

    private Metadata() {}

    /** What is wrong, in the reference's words; null when nothing is. */
    static @Nullable String problem(@Nullable Map<String, String> pairs) {
        return problem(pairs, false);
    }

    /** The same for pairs that rows must carry: those may well be reserved ones. */
    public static @Nullable String problemOfCondition(@Nullable Map<String, String> pairs) {
        return problem(pairs, true);
    }

    private static @Nullable String problem(@Nullable Map<String, String> pairs, boolean reserved) {
        if (pairs == null) {
            return null;
        }
        if (pairs.size() > MOST_PAIRS) {
            return "Node metadata cannot contain more than 64 key/value pairs";
        }
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String problem = problem(pair.getKey(), pair.getValue(), reserved);
            if (problem != null) {
                return "Couldn't load metadata pair ('%s', '%s'): %s"
                        .formatted(pair.getKey(), pair.getValue(), problem);
            }
        }
        return null;
    }

    private static @Nullable String problem(String key, String value, boolean reserved) {
        if (key.isEmpty()) {
            return "Key cannot be blank";
        }
        if (!KEY.matcher(key).matches()) {
            return "Key contains invalid characters";
        }
        if (key.length() > LONGEST_KEY) {
            return "Key is too long (limit: 128 characters)";
        }
        if (!reserved && key.startsWith(RESERVED)) {
            return "Key prefix 'consul-' is reserved for internal use";
        }
        return value.length() > LONGEST_VALUE ? "Value is too long (limit: 512 characters)" : null;
    }
}
