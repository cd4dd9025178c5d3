package io.proconsul.config;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The entries that a new leader writes: here only their kinds are looked at. */
final class ConfigEntries {
    private static final Set<String> KINDS =
            Set.of(
                    "service-defaults",
                    "proxy-defaults",
                    "service-router",
                    "service-splitter",
                    "service-resolver",
                    "ingress-gateway",
                    "terminating-gateway");

    private ConfigEntries() {}

    static void check(Settings settings) throws ConfigException {
        List<Map<String, Object>> entries = settings.get(SecurityKeys.CONFIG_ENTRIES_BOOTSTRAP);
        for (int i = 0; i < entries.size(); i++) {
            String wrong = wrong(entries.get(i));
            if (!wrong.isEmpty()) {
                throw settings.wrong(
                        SecurityKeys.CONFIG_ENTRIES_BOOTSTRAP,
                        "config_entries.bootstrap[" + i + "]: " + wrong);
            }
        }
    }

    private static String wrong(Map<String, Object> entry) {
        Object kind = kind(entry);
        if (kind == null) {
            return "Payload does not contain a kind/Kind key at the top level";
        }
        if (!(kind instanceof String name)) {
            return "Kind value in payload is not a string";
        }
        return KINDS.contains(name) ? "" : "invalid config entry kind: " + name;
    }

    private static @Nullable Object kind(Map<String, Object> entry) {
        Object upper = entry.get("Kind");
        return upper == null ? entry.get("kind") : upper;
    }
}
