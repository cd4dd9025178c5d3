package io.proconsul.security.acl.rules;

import io.proconsul.hcl.HclException;
import io.proconsul.hcl.Layout;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Rules in the language of before 1.4, where every name was a prefix. Any thread (observed on
 * 1.8.7: vectors cli-023 to cli-025).
 */
public final class LegacyRules {
    private LegacyRules() {}

    /**
     * The same rules in today's language and layout. What rules they are is not checked, only that
     * they are HCL or JSON.
     *
     * @throws HclException when they are neither, with Go's text
     */
    public static String translate(String rules) throws HclException {
        return Layout.of(rules.getBytes(StandardCharsets.UTF_8), LegacyRules::today);
    }

    private static @Nullable String today(String key) {
        return switch (key) {
            case "agent", "event", "key", "node", "query", "service", "session" -> key + "_prefix";
            case "policy" -> key;
            default -> null;
        };
    }
}
